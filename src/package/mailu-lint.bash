# Completion of mailu-lint's command line for bash. tests/outside/completions.sh compares the options with --help.

_mailu_lint() {
  local cur prev words cword
  _init_completion -s || return

  # The rule names come from the program: a list here would age.
  local rules_of="${words[0]} rules --format text"
  case $prev in
    --format | --output)
      COMPREPLY=($(compgen -W "text concise json sarif github gitlab junit checkstyle rdjson" -- "$cur")) ;;
    --fail-on) COMPREPLY=($(compgen -W "error warning note never" -- "$cur")) ;;
    --target) COMPREPLY=($(compgen -W "auto compose swarm" -- "$cur")) ;;
    --color | --hyperlinks) COMPREPLY=($(compgen -W "auto always never" -- "$cur")) ;;
    --mailu-release) COMPREPLY=($(compgen -W "1.5 1.6 1.7 1.8 1.9 2.0 2024.06" -- "$cur")) ;;
    --select | --ignore | --severity | explain)
      COMPREPLY=($(compgen -W "$($rules_of 2>/dev/null | awk '{print $1}')" -- "$cur")) ;;
    --managers | --ingress-subnet | --stdin-filename | --jobs | -j) return ;;
    --project-directory | -p) _filedir -d ;;
    --file | -f) _filedir '@(yml|yaml)' ;;
    --env-file | --cluster | --config | --baseline | --write-baseline) _filedir ;;
    *)
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "
          --file -f --env-file --project-directory -p --target --mailu-release --cluster --managers --ingress-subnet
          --stdin-filename --shell-env --strict --select --ignore --severity --fail-on --exit-zero --config --no-config
          --baseline --write-baseline --no-suppressions --format --output --color --hyperlinks --quiet -q --verbose -v
          --stats --jobs -j --fix --unsafe-fixes --diff --help -h --version" -- "$cur"))
        return
      fi
      if ((cword == 1)); then COMPREPLY=($(compgen -W "check explain rules show init" -- "$cur")); fi
      local commands=("${COMPREPLY[@]}")
      _filedir
      COMPREPLY+=("${commands[@]}")
      ;;
  esac
} && complete -F _mailu_lint mailu-lint
