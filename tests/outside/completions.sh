#!/usr/bin/env bash
# Completions: the syntax of all three, and what bash offers at a few places of the command line.
source "$(dirname "$0")/lib.bash"
need_command zsh fish
package=$source_dir/src/package
bash -n "$package/mailu-lint.bash"
zsh -n "$package/_mailu-lint"
fish -n "$package/mailu-lint.fish"

library=/usr/share/bash-completion/bash_completion
[[ -r $library ]] || absent bash-completion
cd "$source_dir/fixtures/example"
PATH=$(dirname "$MAILU_LINT"):$PATH

expect_offer() {  # usage: expect_offer "WORDS" "COMMAND LINE", of which the last word is being typed
  local expected=$1 offered
  offered=$(bash -c '
    set +u
    source "$1"
    source "$2"
    COMP_LINE=$3 COMP_POINT=${#3}
    read -ra COMP_WORDS <<<"$3"
    if [[ $3 == *" " ]]; then COMP_WORDS+=(""); fi
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _mailu_lint
    printf "%s\n" "${COMPREPLY[@]}" | sort | paste -sd " "' - "$library" "$package/mailu-lint.bash" "$2")
  [[ $offered == "$expected" ]] || fail "after '$2' bash offers '$offered', expected '$expected'"
}
expect_offer "--fail-on --file --fix --format" "mailu-lint --f"
expect_offer "error never note warning" "mailu-lint --fail-on "
expect_offer "yaml-syntax" "mailu-lint explain yaml-s"
expect_offer "json" "mailu-lint rules --format j"
expect_offer "json junit" "mailu-lint --format j"
expect_offer "docker-stack.yml" "mailu-lint -f d"
expect_offer "docker-node-ls.txt docker-stack.yml" "mailu-lint --cluster d"
expect_offer "check" "mailu-lint ch"
expect_offer "lsp" "mailu-lint ls"
expect_offer "mailu.env" "mailu-lint -q mailu"
[[ $(complete -p mailu-lint 2>/dev/null || bash -c "source $library; source $package/mailu-lint.bash; complete -p mailu-lint") \
  == "complete -F _mailu_lint mailu-lint" ]] || fail "the completion is not registered"

# fish has no more to it than a list; it is asked the same way as at its prompt.
offered=$(fish --no-config -c "source $package/mailu-lint.fish; complete -C 'mailu-lint --fail-on '" | cut -f 1 | sort |
  paste -sd ' ')
[[ $offered == "error never note warning" ]] || fail "fish offers '$offered'"
offered=$(fish --no-config -c "source $package/mailu-lint.fish; complete -C 'mailu-lint --format j'" | cut -f 1 | sort |
  paste -sd ' ')
[[ $offered == "json junit" ]] || fail "fish offers '$offered' as formats"
