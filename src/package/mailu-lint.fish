# Completion of mailu-lint's command line for fish. tests/outside/documents.sh compares the options with --help.
# What only the program knows is asked of it: a list here would age.

function __mailu_lint_rules
    mailu-lint rules 2>/dev/null | string replace -r '\s.*' ''
end

function __mailu_lint_formats
    mailu-lint --help 2>/dev/null | string replace -rf '^ *--format FORMAT \[text\] *' '' | string split ', '
end

complete -c mailu-lint -n __fish_use_subcommand -a check -d 'Check deployments, as without a command'
complete -c mailu-lint -n __fish_use_subcommand -a explain -d 'Why a rule exists, and the remedy'
complete -c mailu-lint -n __fish_use_subcommand -a rules -d 'List all rules'
complete -c mailu-lint -n __fish_use_subcommand -a show -d 'Print a deployment as docker would read it'
complete -c mailu-lint -n '__fish_seen_subcommand_from explain' -xa '(__mailu_lint_rules)'

complete -c mailu-lint -s f -l file -r -d 'A YAML file of one deployment'
complete -c mailu-lint -l env-file -r -d 'Read variables from this file'
complete -c mailu-lint -s p -l project-name -x -d 'Name of the project or stack'
complete -c mailu-lint -l project-directory -xa '(__fish_complete_directories)' -d 'What relative paths start from'
complete -c mailu-lint -l profile -x -d 'A profile that is active'
complete -c mailu-lint -l exclude -x -d 'Leave out what matches'
complete -c mailu-lint -l stdin-filename -x -d 'What to call the standard input'
complete -c mailu-lint -l shell-env -d 'Let the variables of this process take part'
complete -c mailu-lint -l max-file-size -x -d 'Refuse larger files'
complete -c mailu-lint -l target -xa 'auto compose swarm' -d 'What the deployment is started with'
complete -c mailu-lint -l deploy-with -xa 'stack compose-config' -d 'What reads the files of a stack'
complete -c mailu-lint -l mailu-release -xa '1.5 1.6 1.7 1.8 1.9 2.0 2024.06' -d 'Assume this release'
complete -c mailu-lint -l cluster -r -d 'What docker prints of the cluster'
complete -c mailu-lint -l managers -x -d 'How many managers the swarm has'
complete -c mailu-lint -l ingress-subnet -x -d 'Subnet of the ingress network'
complete -c mailu-lint -l strict -d 'A missing env file is an error'
complete -c mailu-lint -l select -xa '(__mailu_lint_rules)' -d 'Check these only'
complete -c mailu-lint -l ignore -xa '(__mailu_lint_rules)' -d 'Leave these out'
complete -c mailu-lint -l severity -xa '(__mailu_lint_rules)' -d 'RULE=LEVEL'
complete -c mailu-lint -l no-suppressions -d 'Report what comments hide'
complete -c mailu-lint -l fix -d 'Mend what can be mended safely'
complete -c mailu-lint -l unsafe-fixes -d 'Also apply fixes to be looked at'
complete -c mailu-lint -l diff -d 'Print what --fix would change'
complete -c mailu-lint -l format -xa '(__mailu_lint_formats)' -d 'How to report'
complete -c mailu-lint -l output -xa '(__mailu_lint_formats)' -d 'FORMAT=PATH'
complete -c mailu-lint -l fail-on -xa 'error warning note never' -d 'The least severity that fails'
complete -c mailu-lint -l exit-zero -d 'Findings do not change the exit status'
complete -c mailu-lint -l color -xa 'auto always never' -d 'Colours'
complete -c mailu-lint -l hyperlinks -xa 'auto always never' -d 'Link rule names'
complete -c mailu-lint -s q -l quiet -d 'Findings only'
complete -c mailu-lint -s v -l verbose -d 'Also tell what was read'
complete -c mailu-lint -l jobs -x -d 'How many threads'
complete -c mailu-lint -s h -l help -d 'Print a summary of the options'
complete -c mailu-lint -l version -d 'Print version, commit and libraries'
