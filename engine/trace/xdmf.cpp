// SPDX-License-Identifier: MIT
// XDMF as text. Dimensions go from the slowest to the fastest, as in HDF5.
#include "engine/trace/xdmf.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <string_view>

#include "engine/base/error.hpp"
#include "engine/trace/encode.hpp"

namespace muster::trace {

namespace {

std::string number(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string number_type(Type type) {
  switch (type) {
    case Type::F32:
      return R"(NumberType="Float" Precision="4")";
    case Type::F64:
      return R"(NumberType="Float" Precision="8")";
    case Type::I64:
      return R"(NumberType="Int" Precision="8")";
    case Type::U32:
      return R"(NumberType="UInt" Precision="4")";
    case Type::U16:
      return R"(NumberType="UInt" Precision="2")";
    default:
      return R"(NumberType="UChar" Precision="1")";
  }
}

class Document {
 public:
  Document(const Reader& trace, std::string_view file) : trace_{trace}, file_{escaped(file)} {}

  std::string text() {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Xdmf Version=\"3.0\">\n<Domain>\n";
    for (const FieldInfo& info : trace_.rasters()) static_grid(info);
    for (const FieldInfo& info : trace_.fields()) field(info);
    if (find_table(trace_, "world/links") != nullptr &&
        find_table(trace_, "world/nodes") != nullptr)
      roads();
    return out_ + "</Domain>\n</Xdmf>\n";
  }

 private:
  void mesh(const GridInfo& grid) {
    const auto& g = grid.geotransform;
    out_ += "<Topology TopologyType=\"3DCoRectMesh\" Dimensions=\"1 " +
            std::to_string(grid.rows + 1) + " " + std::to_string(grid.cols + 1) +
            "\"/>\n<Geometry GeometryType=\"ORIGIN_DXDYDZ\">\n";
    out_ += "<DataItem Dimensions=\"3\" NumberType=\"Float\" Precision=\"8\" Format=\"XML\">0 " +
            number(g[3]) + " " + number(g[0]) + "</DataItem>\n";
    out_ += "<DataItem Dimensions=\"3\" NumberType=\"Float\" Precision=\"8\" Format=\"XML\">1 " +
            number(g[5]) + " " + number(g[1]) + "</DataItem>\n</Geometry>\n";
  }

  void hdf(const std::string& path, Type type, const std::string& dimensions) {
    out_ += "<DataItem Format=\"HDF\" " + number_type(type) + " Dimensions=\"" + dimensions +
            "\">" + file_ + ":/" + path + "</DataItem>\n";
  }

  static std::string label(const FieldInfo& info, const std::string& name) {
    std::string unit = info.units;
    if (info.storage == Type::U16) {
      unit = number(info.scale_factor) + " " + unit;
      if (info.add_offset != 0) unit += " from " + number(info.add_offset) + " " + info.units;
      unit += ", " + std::to_string(kNoValue) + " = none";
    }
    return escaped(name + " (" + unit + ")");
  }

  void static_grid(const FieldInfo& info) {
    out_ += "<Grid Name=\"" + escaped(info.name) + "\" GridType=\"Uniform\">\n";
    mesh(info.grid);
    out_ += "<Attribute Name=\"" + label(info, info.name) +
            "\" AttributeType=\"Scalar\" Center=\"Cell\">\n";
    hdf(info.name, info.storage,
        std::to_string(info.grid.rows) + " " + std::to_string(info.grid.cols));
    out_ += "</Attribute>\n</Grid>\n";
  }

  void field(const FieldInfo& info) {
    const auto times = trace_.field_times(info.name);
    const std::string shape = std::to_string(info.grid.rows) + " " + std::to_string(info.grid.cols);
    out_ += "<Grid Name=\"" + escaped(info.name) +
            "\" GridType=\"Collection\" CollectionType=\"Temporal\">\n";
    for (std::size_t step = 0; step < times.size(); ++step) {
      out_ += "<Grid Name=\"" + escaped(info.name) + "\" GridType=\"Uniform\">\n<Time Value=\"" +
              number(to_seconds(times[step])) + "\"/>\n";
      mesh(info.grid);
      out_ += "<Attribute Name=\"" + label(info, info.name) +
              "\" AttributeType=\"Scalar\" Center=\"Cell\">\n";
      out_ += "<DataItem ItemType=\"HyperSlab\" Dimensions=\"1 " + shape +
              "\">\n<DataItem Dimensions=\"3 3\" NumberType=\"Int\" Format=\"XML\">" +
              std::to_string(step) + " 0 0 1 1 1 1 " + shape + "</DataItem>\n";
      hdf("fields/" + info.name + "/value", info.storage,
          std::to_string(times.size()) + " " + shape);
      out_ += "</DataItem>\n</Attribute>\n</Grid>\n";
    }
    out_ += "</Grid>\n";
  }

  void roads() {
    const auto from = column<std::uint32_t>(trace_, "world/links", "from");
    const auto to = column<std::uint32_t>(trace_, "world/links", "to");
    const std::string links = std::to_string(from.size()),
                      nodes = std::to_string(trace_.rows("world/nodes"));
    out_ +=
        "<Grid Name=\"roads\" GridType=\"Uniform\">\n<Topology TopologyType=\"Polyline\" "
        "NodesPerElement=\"2\"";
    out_ += " NumberOfElements=\"" + links + "\">\n<DataItem Dimensions=\"" + links +
            " 2\" NumberType=\"UInt\" Format=\"XML\">\n";
    for (std::size_t l = 0; l < from.size(); ++l)
      out_ += std::to_string(from[l]) + " " + std::to_string(to[l]) + "\n";
    out_ += "</DataItem>\n</Topology>\n<Geometry GeometryType=\"X_Y_Z\">\n";
    const TableInfo& info = *find_table(trace_, "world/nodes");
    for (const char* axis : {"x", "y", "z"})
      hdf(std::string{"world/nodes/"} + axis, find_column(info, axis)->type, nodes);
    out_ += "</Geometry>\n";
    for (const ColumnInfo& one : find_table(trace_, "world/links")->columns) {
      if (one.name == "from" || one.name == "to") continue;
      out_ += "<Attribute Name=\"" + escaped(one.name) +
              "\" AttributeType=\"Scalar\" Center=\"Cell\">\n";
      hdf("world/links/" + one.name, one.type, links);
      out_ += "</Attribute>\n";
    }
    out_ += "</Grid>\n";
  }

  const Reader& trace_;
  std::string file_;
  std::string out_;
};

}  // namespace

void export_xdmf(const Reader& trace, const std::filesystem::path& path) {
  const auto folder = std::filesystem::absolute(path).parent_path();
  const auto file = std::filesystem::absolute(trace.path()).lexically_proximate(folder);
  std::ofstream out{path, std::ios::binary};
  out << Document{trace, file.string()}.text();
  out.close();
  if (!out) throw RunError{path.string() + ": cannot be written: " + std::strerror(errno)};
}

}  // namespace muster::trace
