// SPDX-License-Identifier: MIT
#include "engine/cli/usage_mistake.hpp"

#include <algorithm>
#include <cctype>

#include "engine/case/suggest.hpp"

namespace muster::cli {

namespace {

bool is_among(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string line(const std::string& who, const std::string& what, const std::string& hint) {
  return who + ": " + what + (hint.empty() ? "" : "; " + hint) + '\n';
}

std::string option_of(const std::string& word) {
  return word.substr(0, word.find('='));
}

}  // namespace

std::string explain(const UsageMistake& mistake) {
  const std::string& first = mistake.words.front();
  const bool known = is_among(mistake.commands, first);
  if (!known && !first.starts_with('-')) {
    std::string text = line("muster", "there is no command \"" + first + '"',
                            cases::did_you_mean(first, mistake.commands)) +
                       "The commands are:";
    for (const std::string& name : mistake.commands) text += ' ' + name;
    return text + '\n';
  }
  const std::string name = known ? "muster " + first : "muster";
  const std::string where = "Try `" + name + " --help`.\n";
  const auto unknown =
      std::find_if(mistake.words.begin(), mistake.words.end(), [&](const std::string& word) {
        return word.size() > 1 && word.front() == '-' &&
               !is_among(mistake.options, option_of(word));
      });
  if (unknown == mistake.words.end()) return line(name, mistake.reason, "") + where;
  if (std::isdigit(static_cast<unsigned char>((*unknown)[1])))
    return line(name, '"' + *unknown + "\" reads as an option", "write --option=" + *unknown) +
           where;
  // Every letter is near every other: only long names are worth a guess.
  std::vector<std::string> longer = mistake.options;
  std::erase_if(longer, [](const std::string& option) { return !option.starts_with("--"); });
  const std::string option = option_of(*unknown);
  return line(name, "there is no option " + option, cases::did_you_mean(option, longer)) + where;
}

}  // namespace muster::cli
