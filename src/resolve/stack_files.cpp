#include "resolve/stack_files.hpp"

#include <mailu_lint/rule_id.hpp>

#include "resolve/merge_stack.hpp"
#include "resolve/section.hpp"
#include "resolve/stack_output.hpp"

namespace mailu_lint {
namespace {

void report_unread_documents(LoadState& state, FileId file) {
  const std::vector<yaml::NodeRef> documents = state.documents.yaml(file).documents();
  if (documents.size() < 2) return;
  const Span second = documents[1].span();
  state.context.findings
      ->add(RuleId::second_document_unread, {file, second.begin, second.begin},
            "a stack reads only the first document of a file; from here on nothing takes effect")
      .help("put what is needed into one document or into a file of its own, `-c` for each");
}

void take_environments(EnvironmentReader& reader, Value& document, Environments& environments) {
  Value* services = find_map(document, "services");
  if (!services) return;
  for (const Entry& entry : services->entries) {
    if (!is_map(entry.value)) continue;
    ResolvedEnvironment resolved = reader.resolve(*entry.value, EnvironmentReader::Importance::runs);
    const auto [place, is_new] = environments.try_emplace(entry.key);
    if (is_new) {
      place->second = std::move(resolved);
    } else {
      place->second.merge(std::move(resolved));
    }
    // The place of the key stays: it is filled again when all files are merged.
    if (Value* environment = entry.value->find("environment")) *environment = Value{.kind = Value::Kind::map};
  }
}

}  // namespace

Value* load_stack_files(LoadState& state, const std::vector<FileId>& files, const Variables& variables,
                        Environments& environments) {
  EnvironmentReader reader(state, variables);
  Value* all = nullptr;
  for (const FileId file : files) {
    const std::vector<Value*> documents = read_documents(state, file);
    report_unread_documents(state, file);
    if (documents.empty()) continue;
    Value& document = *documents.front();
    if (is_stack_output(document, state.documents.yaml(file))) state.log.report.has_been_interpolated(file);
    interpolate_values(document, variables, state.context, state.log);
    cast_types(document, state.context);
    check_schema(document, state.context);
    canonicalise(document, state.context);
    resolve_paths(document, state.context);
    take_environments(reader, document, environments);
    if (all) {
      merge_stack(*all, document, state.context);
    } else {
      all = &document;
    }
  }
  if (all) return all;
  all = state.context.arena->make();
  all->kind = Value::Kind::map;
  return all;
}

}  // namespace mailu_lint
