// The recorded cases of corpus.json, as projects in memory. The folder is $MAILU_LINT_ORACLE_DIR, else oracle/ of the
// data folder, else fixtures/oracle.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include <mailu_lint/lint.hpp>

#include "parse/documents.hpp"
#include "resolve/model.hpp"
#include "support.hpp"

namespace mailu_lint::test {

/// Every case; `files`, `use`, `env`, `args` and what each tool made of them. It must be there.
nlohmann::json read_corpus();
/// The files of a case by their absolute names and by those from the working directory.
MemoryReader corpus_files(const nlohmann::json& example, Dialect dialect);
Project corpus_project(const nlohmann::json& example);
Options corpus_options(const nlohmann::json& example);

/// A case as one of docker's tools reads and prints it.
struct CorpusModel {
  CorpusModel(const nlohmann::json& example, Dialect dialect);

  MemoryReader files;
  SourceSet sources{files};
  Findings findings{};
  Documents documents{sources, findings};
  Model model;
};

/// Recorded text, with directories in the place of what stands for them.
std::string plain(std::string text);
void replace_all(std::string& text, std::string_view from, std::string_view to);

}  // namespace mailu_lint::test
