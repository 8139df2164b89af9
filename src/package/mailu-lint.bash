# Completion of mailu-lint's command line for bash. tests/outside/documents.sh compares the options with --help.
# shellcheck shell=bash disable=SC2207   (compgen's words hold no blanks)

_mailu_lint() {
  local cur prev words cword
  _init_completion -s || return

  # What only the program knows is asked of it: a list here would age.
  local program=${words[0]}
  case $prev in
    --format | --output)
      local formats
      if [[ ${words[1]} == rules ]]; then
        formats="text json markdown"
      elif [[ ${words[1]} == show ]]; then
        formats="yaml json"
      else
        formats=$("$program" --help 2>/dev/null | sed -n 's/^ *--format FORMAT \[text\] *how to report: //p')
      fi
      COMPREPLY=($(compgen -W "${formats//,/ }" -- "$cur"))
      ;;
    --fail-on) COMPREPLY=($(compgen -W "error warning note never" -- "$cur")) ;;
    --target) COMPREPLY=($(compgen -W "auto compose swarm" -- "$cur")) ;;
    --deploy-with) COMPREPLY=($(compgen -W "stack compose-config" -- "$cur")) ;;
    --color | --hyperlinks) COMPREPLY=($(compgen -W "auto always never" -- "$cur")) ;;
    --mailu-release) COMPREPLY=($(compgen -W "1.5 1.6 1.7 1.8 1.9 2.0 2024.06" -- "$cur")) ;;
    --select | --ignore | --severity | explain)
      COMPREPLY=($(compgen -W "$("$program" rules 2>/dev/null | awk '{print $1}')" -- "$cur")) ;;
    --managers | --ingress-subnet | --stdin-filename | --jobs | --profile | --exclude | --max-file-size) return ;;
    --project-name | -p) return ;;
    --project-directory) _filedir -d ;;
    --file | -f) _filedir '@(yml|yaml)' ;;
    --env-file | --cluster | --config | --baseline | --write-baseline) _filedir ;;
    *)
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "
          --file -f --env-file --project-name -p --project-directory --profile --exclude --stdin-filename --shell-env
          --max-file-size --target --deploy-with --mailu-release --cluster --managers --ingress-subnet --strict
          --select --ignore --severity --no-suppressions --config --no-config --baseline --write-baseline --show-config --show-files --stats --fix --unsafe-fixes --diff --format --output --fail-on
          --exit-zero --color --hyperlinks --quiet -q --verbose -v --jobs --help -h --version" -- "$cur"))
        if [[ ${words[1]} == show && --origins == "$cur"* ]]; then COMPREPLY+=(--origins); fi
        return
      fi
      local commands=()
      if ((cword == 1)); then commands=($(compgen -W "check explain init lsp rules show" -- "$cur")); fi
      _filedir
      COMPREPLY+=("${commands[@]}")
      ;;
  esac
} && complete -F _mailu_lint mailu-lint
