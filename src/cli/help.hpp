// The prose of `--help`. The lists of options between usage and footer are made from the options themselves.
#pragma once

#include <string_view>

namespace mailu_lint::help {

constexpr std::string_view check =
    "Finds what is dangerous in a Mailu mail server's docker files before docker starts them.";
constexpr std::string_view check_usage =
    "\nUsage:\n"
    "  mailu-lint [check] [OPTIONS] [PATH...]   check the deployments that the paths belong to\n"
    "  mailu-lint explain RULE                  why a rule exists, with examples and the remedy\n"
    "  mailu-lint rules                         list all rules\n"
    "  mailu-lint init [DIRECTORY]              write a commented configuration\n"
    "  mailu-lint show [OPTIONS] [PATH]         print a deployment as docker would read it\n"
    "  mailu-lint lsp [OPTIONS]                 serve an editor, by the Language Server Protocol\n";
constexpr std::string_view check_footer =
    "A PATH is a directory (every deployment below it), a compose or stack file, or an env file (the deployments that\n"
    "read it). Without one, the current directory is searched. `-` reads standard input.\n"
    "\n"
    "Examples:\n"
    "  mailu-lint                                         check what is below this directory\n"
    "  mailu-lint docker-compose.yml                      check one deployment, with its override file and .env\n"
    "  mailu-lint -f base.yml -f production.yml           check files that docker merges\n"
    "  docker node ls | mailu-lint --cluster - stack.yml  take the cluster's managers into account\n"
    "  mailu-lint --diff | git apply                      mend what can be mended safely; --fix does it at once\n"
    "  mailu-lint --output sarif=mailu.sarif .            write a report for code scanning beside the text\n"
    "\n"
    "Exit status:\n"
    "  0  nothing at or above --fail-on was found\n"
    "  1  something was found\n"
    "  2  the work could not be done: usage, unreadable input, no deployment in a named directory, output not "
    "written\n";

constexpr std::string_view show =
    "Prints one deployment as docker reads it: variables put in, files merged, short forms made long. Secrets are "
    "masked.";
constexpr std::string_view show_usage = "\nUsage: mailu-lint show [OPTIONS] [PATH]\n";
constexpr std::string_view show_footer =
    "Exit status: 0, or 1 when docker would refuse the files (what is left of them is printed), or 2 when the work "
    "could\n"
    "not be done.\n";

constexpr std::string_view lsp =
    "A language server on standard input and output: findings, their pages and fixes while files are edited.";
constexpr std::string_view lsp_usage = "\nUsage: mailu-lint lsp [OPTIONS]\n";
constexpr std::string_view lsp_footer =
    "docs/editors.md tells how to set up an editor. Exit status: 0 after `shutdown` and `exit`, else 1; 2 for "
    "trouble.\n";

constexpr std::string_view explain = "Tells why a rule exists, what it reports and what to do.";
constexpr std::string_view explain_usage = "\nUsage: mailu-lint explain [OPTIONS] RULE\n";
constexpr std::string_view init = "Writes a commented .mailu-lint.yaml to start from; never over one that is there.";
constexpr std::string_view init_usage = "\nUsage: mailu-lint init [DIRECTORY]\n";
constexpr std::string_view rules = "Lists all rules.";
constexpr std::string_view rules_usage = "\nUsage: mailu-lint rules [OPTIONS]\n";

}  // namespace mailu_lint::help
