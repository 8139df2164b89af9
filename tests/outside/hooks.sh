#!/usr/bin/env bash
# .pre-commit-hooks.yaml with the real pre-commit and real commits. pre-commit passes the changed files only, so a hazard
# between two files must be found whichever of them was staged.
source "$(dirname "$0")/lib.bash"
need_command pre-commit git
PATH=$(dirname "$MAILU_LINT"):$PATH
export PRE_COMMIT_HOME=$scratch/cache GIT_CONFIG_GLOBAL=$scratch/gitconfig
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
git config --file "$GIT_CONFIG_GLOBAL" user.name tester
git config --file "$GIT_CONFIG_GLOBAL" user.email tester@example.org
git config --file "$GIT_CONFIG_GLOBAL" init.defaultBranch main
git config --file "$GIT_CONFIG_GLOBAL" safe.directory '*'

pre-commit validate-manifest "$source_dir/.pre-commit-hooks.yaml" >/dev/null

# A hook repository of its own: the manifest as it stands in the work tree, at a revision that pre-commit can fetch.
git init -q "$scratch/hooks"
cp "$source_dir/.pre-commit-hooks.yaml" "$scratch/hooks"
git -C "$scratch/hooks" add -A
git -C "$scratch/hooks" commit -qm hooks

git init -q "$scratch/repo"
cd "$scratch/repo"
cp "$source_dir/fixtures/example/docker-stack.yml" "$source_dir/fixtures/example/mailu.env" .
cat >.pre-commit-config.yaml <<CONFIG
repos:
  - repo: $scratch/hooks
    rev: $(git -C "$scratch/hooks" rev-parse HEAD)
    hooks:
      - id: mailu-lint
        args: [--select=open-relay-ingress, --]
CONFIG
git add .pre-commit-config.yaml
git commit -qm "Use the hook"
pre-commit install >/dev/null

expect_commit() {  # usage: expect_commit refused|accepted WHAT, with the change staged
  local status=0
  git commit -qm "$2" >"$scratch/commit" 2>&1 || status=1
  case $1 in
    refused)
      ((status == 1)) || fail "the commit was accepted: $2"
      grep -q 'error\[open-relay-ingress\]' "$scratch/commit" || { cat "$scratch/commit" >&2; fail "refused, but why? $2"; }
      ;;
    accepted) ((status == 0)) || { cat "$scratch/commit" >&2; fail "the commit was refused: $2"; } ;;
  esac
}
close_relay() { sed -i 's/^RELAYNETS=.*/RELAYNETS=192.0.2.0\/24/' "$1"; }
open_relay() { sed -i 's/^RELAYNETS=.*/RELAYNETS=10.0.0.0\/16/' "$1"; }

git add docker-stack.yml mailu.env
expect_commit refused "the open relay, both files staged"
close_relay mailu.env
git add mailu.env
expect_commit accepted "the relay closed"
open_relay mailu.env
git add mailu.env
expect_commit refused "only the env file staged"
git restore --staged --worktree mailu.env
sed -i '1s/^/# staged alone\n/' docker-stack.yml
git add docker-stack.yml
expect_commit accepted "only the stack staged, clean"

# An env file that git ignores is on disk and takes part, although pre-commit never passes it.
git rm -q --cached mailu.env
echo mailu.env >.gitignore
git add .gitignore
expect_commit accepted "the env file is ignored from now on"
open_relay mailu.env
sed -i '1s/^/# once more\n/' docker-stack.yml
git add docker-stack.yml
expect_commit refused "the hazard stands in an ignored env file"
close_relay mailu.env

# Names that could be taken for something else, and what is not a file.
mkdir -p -- '--format=json' other
cp docker-stack.yml mailu.env -t './--format=json'
open_relay './--format=json/mailu.env'
git add -f -- './--format=json' docker-stack.yml
expect_commit refused "a directory that is called like an option"
expect_status 1 pre-commit try-repo "$scratch/hooks" mailu-lint --files './--format=json/mailu.env' # with the hook's own args
grep -q 'error\[open-relay-ingress\]' "$scratch/out" || fail "the hook's own arguments do not protect file names"
close_relay './--format=json/mailu.env'
git add -f -- './--format=json'
expect_commit accepted "the same, mended"
ln -s ../docker-stack.yml other/docker-stack.yml
git add other
expect_commit accepted "a symbolic link"
git rm -rq -- other './--format=json'
expect_commit accepted "files deleted"
mkdir -p ansible
printf -- '- hosts: all\n' >ansible/compose.yml
git add ansible
expect_commit accepted "a YAML file that is no deployment"

# More arguments than fit into one command: pre-commit splits them, and so must any other caller be able to.
long=$(printf 'd%.0s' {1..200})
for ((i = 0; i < 700; ++i)); do
  mkdir -p "many/$long$i"
  printf 'services: {}\n' >"many/$long$i/docker-compose.yml"
done
git add many
(($(git diff --cached --name-only -z | wc -c) > 131072)) || fail "the arguments are too short for the purpose"
expect_commit accepted "more than 128 KiB of arguments"
cp docker-stack.yml mailu.env "many/${long}699/"
open_relay "many/${long}699/mailu.env"
git mv -f "many/${long}699/docker-compose.yml" "many/${long}699/compose.yml"
cp docker-stack.yml "many/${long}699/compose.yml"
for ((i = 0; i < 699; ++i)); do echo '# changed' >>"many/$long$i/docker-compose.yml"; done
git add -f many
expect_commit refused "a hazard among more than 128 KiB of arguments"
git reset -q --hard

# The configuration of the repository counts, whichever file is passed, and is none itself: changed alone it passes.
open_relay mailu.env
printf 'ignore: [open-relay-ingress]\n' >.mailu-lint.yaml
sed -i '1s/^/# with a configuration\n/' docker-stack.yml
git add -f .mailu-lint.yaml docker-stack.yml
sed -i 's/args: .*/args: [--]/' .pre-commit-config.yaml
git add .pre-commit-config.yaml
pre-commit run --files docker-stack.yml >"$scratch/out" 2>&1 || true
grep -q 'open-relay-ingress' "$scratch/out" && fail "the hook does not read the configuration"
grep -q 'error\[sqlite-shared-storage\]' "$scratch/out" || { cat "$scratch/out" >&2; fail "nothing is left to be found"; }
printf 'select: [open-relay-ingress]\n' >.mailu-lint.yaml
git add -f .mailu-lint.yaml
expect_commit refused "the configuration selects the rule"
printf 'suppressions: [{rules: [open-relay-ingress], paths: [mailu.env], reason: a test}]\nselect: [open-relay-ingress]\n' >.mailu-lint.yaml
git add -f .mailu-lint.yaml
expect_commit accepted "the configuration suppresses the finding"
printf 'selct: []\n' >.mailu-lint.yaml
git add -f .mailu-lint.yaml
sed -i '1s/^/# and a mistake in it\n/' docker-stack.yml
git add docker-stack.yml
expect_status 1 pre-commit run mailu-lint
grep -q 'did you mean `select`' "$scratch/out" || fail "a mistake in the configuration is not told"
git reset -q --hard
git rm -q .mailu-lint.yaml
sed -i 's/args: .*/args: [--select=open-relay-ingress, --]/' .pre-commit-config.yaml
git add .pre-commit-config.yaml
close_relay mailu.env
expect_commit accepted "without a configuration again"

# The hook for the whole repository sees a hazard that no staged file has a part in.
open_relay mailu.env
expect_status 1 pre-commit try-repo "$scratch/hooks" mailu-lint-all --all-files
close_relay mailu.env
sed -i 's/args: .*/args: [--select=open-relay-ingress]/; s/id: mailu-lint$/id: mailu-lint-all/' .pre-commit-config.yaml
expect_status 0 pre-commit run --all-files
