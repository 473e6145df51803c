// SPDX-License-Identifier: MIT
#include "engine/cli/command_line.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "engine/cli/commands.hpp"
#include "engine/cli/option_values.hpp"
#include "engine/cli/usage_mistake.hpp"

namespace muster::cli {

namespace {

/// The program's commands and where their options go.
class CommandLine {
 public:
  CommandLine() {
    app_.set_version_flag("--version", "muster " MUSTER_VERSION);
    app_.require_subcommand(1);
    app_.get_formatter()->column_width(34);
    app_.footer(
        "`muster COMMAND --help` says more.\n\n"
        "Example (all after scripts/demo):\n  muster run out/river-district");
    add_run();
    add_hazard();
    add_check();
    add_bound();
    add_schema();
    add_info();
    add_export();
    add_fire_behaviour();
    add_generate();
    add_import();
    add_sweep();
    add_collate();
  }

  std::function<int()> parse(int count, const char* const* words) {
    std::vector<std::string> all{words + 1, words + count};
    if (all.empty()) {
      std::cout << app_.help();
      return exit_with(kUsage);
    }
    try {
      std::vector<std::string> reversed{all.rbegin(), all.rend()};  // as CLI11 takes them
      app_.parse(reversed);
    } catch (const CLI::Success& success) {  // --help, --version
      app_.exit(success, std::cout, std::cerr);
      return exit_with(kDone);
    } catch (const CLI::ParseError& error) {
      std::cerr << explain(mistake(all, error));
      return exit_with(kUsage);
    }
    return command_;
  }

 private:
  static std::function<int()> exit_with(int code) {
    return [code] { return code; };
  }

  CLI::App* command(const std::string& name, const std::string& meaning, const std::string& example,
                    std::function<int()> action) {
    CLI::App* sub = app_.add_subcommand(name, meaning);
    sub->footer("Example:\n  " + example);
    sub->get_formatter()->column_width(34);
    sub->callback([this, action = std::move(action)] { command_ = action; });
    return sub;
  }

  static CLI::Validator positive() {
    return CLI::Validator{[](std::string& text) { return positive_fault(text); }, ""};
  }
  static CLI::Validator whole(std::int64_t least, std::int64_t most) {
    return CLI::Validator{[=](std::string& text) { return whole_fault(text, least, most); }, ""};
  }
  static CLI::Validator one_of(const std::vector<std::string>& names) {
    return CLI::Validator{[names](std::string& text) { return choice_fault(text, names); }, ""};
  }

  static void add_case(CLI::App* sub, std::string& path) {
    sub->add_option("CASE", path, "Case file, or a folder with a case.json")
        ->required()
        ->type_name("");
  }

  static void add_load_options(CLI::App* sub, input::LoadOptions& load) {
    sub->add_option_function<std::vector<std::string>>(
           "--set",
           [&load](const std::vector<std::string>& all) {
             for (const std::string& text : all) {
               const std::size_t equals = text.find('=');
               if (text.front() != '/' || equals == std::string::npos) {
                 throw CLI::ValidationError("--set",
                                            "must be /pointer=value (is \"" + text + "\")");
               }
               load.sets.emplace_back(text.substr(0, equals), text.substr(equals + 1));
             }
           },
           "Override one value of the case; may be repeated")
        ->allow_extra_args(false)
        ->type_name("/pointer=value");
    sub->add_option("--plan", load.plan, "Plan instead of the case's own")->type_name("FILE");
    sub->add_option("--event", load.event, "Event instead of the case's own")->type_name("FILE");
  }

  void add_run() {
    auto options = std::make_shared<RunOptions>();
    CLI::App* sub = command("run", "Run a case and write its trace",
                            "muster run out/river-district --out early.h5 --seed 7",
                            [options] { return run(*options); });
    add_case(sub, options->case_path);
    sub->add_option("--out", options->out,
                    "Trace to write; default: NAME.h5, after the case's name")
        ->type_name("RUN.h5");
    add_load_options(sub, options->load);
    sub->add_option_function<std::string>(
           "--seed",
           [options](const std::string& text) { options->load.sets.emplace_back("/seed", text); },
           "Seed of every random draw")
        ->check(whole(0, std::numeric_limits<std::int64_t>::max()))
        ->type_name("N");
    sub->add_option("--threads", options->threads, "Threads; default: all processors")
        ->check(whole(1, 1024))
        ->type_name("N");
    sub->add_option_function<std::string>(
           "--engine",
           [options](const std::string& name) {
             options->engine = name == "serial" ? EngineChoice::Serial : EngineChoice::Parallel;
           },
           "Engine; both give the same trace")
        ->check(one_of({"parallel", "serial"}))
        ->type_name("parallel|serial");
    sub->add_option("--until", options->until_s, "End at this simulated time, s")
        ->check(positive())
        ->type_name("S");
    sub->add_option("--hazard-from", options->hazard_from,
                    "Take the hazards from this trace instead of computing them")
        ->type_name("HAZ.h5");
    sub->add_option("--decisions", options->decisions, "Decisions to replay")->type_name("FILE");
    sub->add_option("--save-every", options->save_every_s,
                    "Save the state every so many simulated seconds")
        ->check(positive())
        ->type_name("S");
    sub->add_option("--resume", options->resume, "Go on from the last saved state of a trace")
        ->type_name("RUN.h5");
    CLI::Option* quiet = sub->add_flag_callback(
        "--quiet", [options] { options->output = Output::Quiet; }, "Print problems only");
    sub->add_flag_callback(
           "--json", [options] { options->output = Output::Json; }, "Print the result as JSON")
        ->excludes(quiet);
    sub->add_flag("--require-objectives", options->require_objectives,
                  "Exit with 4 where an objective of the case is not met");
  }

  void add_hazard() {
    auto options = std::make_shared<HazardOptions>();
    CLI::App* sub = command("hazard", "Run the hazards of a case alone, without roads and people",
                            "muster hazard out/river-district --out flood.h5",
                            [options] { return hazard(*options); });
    add_case(sub, options->case_path);
    sub->add_option("--out", options->out,
                    "Trace to write; default: NAME-hazard.h5, after the case's name")
        ->type_name("HAZ.h5");
    add_load_options(sub, options->load);
    sub->add_option("--threads", options->threads, "Threads; default: all processors")
        ->check(whole(1, 1024))
        ->type_name("N");
    sub->add_option("--until", options->until_s, "End at this simulated time, s")
        ->check(positive())
        ->type_name("S");
    sub->add_option("--members", options->members,
                    "Run so many members of an ensemble, each with its own draws of "
                    "event.uncertainty, and write probabilities and quantiles of arrival")
        ->check(whole(1, 100000))
        ->type_name("N");
    sub->add_flag("--quiet", options->quiet, "Print problems only");
  }

  void add_check() {
    auto options = std::make_shared<CaseOptions>();
    CLI::App* sub =
        command("check", "Read a case and print every problem in it at once",
                "muster check out/river-district", [options] { return check(*options); });
    add_case(sub, options->case_path);
    add_load_options(sub, options->load);
  }

  void add_bound() {
    auto options = std::make_shared<CaseOptions>();
    CLI::App* sub =
        command("bound", "Lower bounds of the time to clear the zones, without a run",
                "muster bound out/river-district", [options] { return bound(*options); });
    add_case(sub, options->case_path);
    add_load_options(sub, options->load);
  }

  void add_schema() {
    auto kind = std::make_shared<std::string>();
    CLI::App* sub =
        command("schema", "Print the JSON Schema of a file, for editors",
                "muster schema plan > plan.schema.json", [kind] { return schema(*kind); });
    sub->add_option("FILE", *kind, "case, world, event, plan, study, or decision: a line of a log")
        ->required()
        ->check(one_of({"case", "world", "event", "plan", "study", "decision"}))
        ->type_name("");
  }

  void add_info() {
    auto path = std::make_shared<std::string>();
    CLI::App* sub =
        command("info", "Say what a trace holds",
                "muster info out/river-district/river-district.h5", [path] { return info(*path); });
    sub->add_option("RUN.h5", *path, "Trace")->required()->type_name("");
  }

  void add_export() {
    auto options = std::make_shared<ExportOptions>();
    CLI::App* sub = command("export", "Make a trace readable for other programs",
                            "muster export out/river-district/river-district.h5 --to xdmf",
                            [options] { return export_xdmf(*options); });
    sub->add_option("RUN.h5", options->trace, "Trace")->required()->type_name("");
    sub->add_option("--to", options->format, "Format; xdmf: a sidecar that ParaView and VisIt read")
        ->required()
        ->check(one_of({"xdmf"}))
        ->type_name("xdmf");
  }

  void add_fire_behaviour() {
    auto path = std::make_shared<std::string>();
    CLI::App* sub = command("firebehaviour", "Spread, flames and heat of surface fires, row by row",
                            "muster firebehaviour tests/cli/cases/fires.csv",
                            [path] { return fire_behaviour(*path); });
    sub->add_option("TABLE.csv", *path,
                    "Fuel, moistures, wind and slope; the result is a table too")
        ->required()
        ->type_name("");
  }

  void add_generate() {
    auto options = std::make_shared<GenerateOptions>();
    CLI::App* sub = command("generate", "Make a synthetic district: terrain, roads, sites, people",
                            "muster generate scenarios/river-district/spec.json --out out/district",
                            [options] { return generate(*options); });
    sub->add_option("SPEC", options->spec, "What to make")->required()->type_name("");
    sub->add_option("--out", options->out, "Folder to write the case to")
        ->required()
        ->type_name("DIR");
  }

  void add_import() {
    auto options = std::make_shared<input::StarterOptions>();
    auto format = std::make_shared<std::string>();
    auto file = std::make_shared<std::string>();
    CLI::App* sub =
        command("import", "Make a first case from a road file, to be edited",
                "muster import osm tests/cli/cases/village.osm --people 600 --out out/village",
                [options, format, file] {
                  (*format == "osm" ? options->osm : options->gmns) = *file;
                  return import_roads(*options);
                });
    sub->add_option("FORMAT", *format, "osm, or gmns: a folder with node.csv and link.csv")
        ->required()
        ->check(one_of({"osm", "gmns"}))
        ->type_name("");
    sub->add_option("FILE", *file, "Roads")->required()->type_name("");
    sub->add_option("--dem", options->dem, "Terrain heights; may be repeated, later ones on top")
        ->allow_extra_args(false)
        ->type_name("FILE");
    sub->add_option("--people", options->people,
                    "So many people, spread over the streets; default: none")
        ->check(whole(1, 100'000'000))
        ->type_name("N");
    sub->add_option("--out", options->out, "Folder to write the case to")
        ->required()
        ->type_name("DIR");
  }

  void add_sweep() {
    auto options = std::make_shared<SweepOptions>();
    CLI::App* sub = command("sweep", "Run a case with every value of a study, each with every seed",
                            "muster sweep study.json --jobs 4 --out study",
                            [options] { return sweep(*options); });
    sub->add_option("STUDY", options->study, "Study file, or a folder with a study.json")
        ->required()
        ->type_name("");
    sub->add_option("--out", options->out, "Folder of the results; default: the study's name")
        ->type_name("DIR");
    sub->add_option("--jobs", options->jobs,
                    "Runs at once; default: all processors, under mpirun 1 a rank")
        ->check(whole(1, 1024))
        ->type_name("N");
    sub->add_option("--threads", options->threads, "Threads of each run; default: 1")
        ->check(whole(1, 1024))
        ->type_name("N");
    sub->add_option("--part", options->part,
                    "Every N-th run from the I-th; default: by the Slurm array")
        ->type_name("I/N");
  }

  void add_collate() {
    auto folder = std::make_shared<std::string>();
    CLI::App* sub = command("collate", "Make the table of results of a sweep made in parts",
                            "muster collate study", [folder] { return collate(*folder); });
    sub->add_option("DIR", *folder, "Folder of the results")->required()->type_name("");
  }

  UsageMistake mistake(const std::vector<std::string>& words, const CLI::ParseError& error) {
    UsageMistake result{words, {}, {}, error.what()};
    const CLI::App* where = &app_;
    for (CLI::App* sub : app_.get_subcommands([](CLI::App*) { return true; })) {
      result.commands.push_back(sub->get_name());
      if (words.front() == sub->get_name()) where = sub;
    }
    for (const CLI::Option* option : where->get_options()) {
      for (const std::string& word : option->get_lnames()) result.options.push_back("--" + word);
      for (const std::string& word : option->get_snames()) result.options.push_back("-" + word);
    }
    return result;
  }

  CLI::App app_{"Simulates an emergency: hazards spread, people are warned and move.", "muster"};
  std::function<int()> command_;
};

}  // namespace

std::function<int()> parse_command_line(int count, const char* const* words) {
  return CommandLine{}.parse(count, words);
}

}  // namespace muster::cli
