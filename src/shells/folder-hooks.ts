// What makes tools that set variables by folder take the folder's role: direnv and mise. They run bash, and get what bash
// would get; what fails is said and sets nothing.
export const folderTools = ['direnv', 'mise'] as const;

export type FolderTool = (typeof folderTools)[number];

const hooks: Readonly<Record<FolderTool, string>> = {
  direnv: `# rolecall for direnv: rolecall init direnv > ~/.config/direnv/lib/rolecall.sh
# In a folder's .envrc: use rolecall, or with a role: use rolecall --profile NAME
use_rolecall() {
  local text
  [ "$#" -gt 0 ] || set -- --here
  watch_file "$(find_up .rolecall.yaml || echo .rolecall.yaml)"
  text=$(rolecall env --shell bash "$@" </dev/null) || return
  eval "$text"
}
`,
  mise: `# rolecall for mise: rolecall init mise > ~/.config/rolecall/mise.sh
# In mise.toml: [env], and below it: _.source = "~/.config/rolecall/mise.sh"
if rolecall_text=$(rolecall env --shell bash --here </dev/null); then eval "$rolecall_text"; fi
unset rolecall_text
`,
};

export const folderHook = (tool: FolderTool): string => hooks[tool];
