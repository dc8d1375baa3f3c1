#!/bin/sh
# yaml-language-server 1.15.0 (npm; what VS Code's extension for YAML runs) finds a schema that the
# settings name by a path relative to the workspace, but not a part of that schema.
#
# In `yaml.schemas`, "whole.json" is taken from the workspace's folder. "all.json#/$defs/Chip" is
# looked for in the root of the file system: "Unable to load schema from '/all.json'". The same path
# with its fragment works in a file's first line (`# yaml-language-server: $schema=...`), and in the
# settings as a complete file: address, which nobody can commit for others. So a generator of editor
# settings writes a schema file for each kind of file.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund yaml-language-server@1.15.0
chip='{"type": "object", "properties": {"cores": {"type": "integer"}}}'
echo "$chip" >whole.json
echo "{\"\$defs\": {\"Chip\": $chip}}" >all.json

# Opens a text with settings, and prints the first messages that are told of it.
cat >ask.mjs <<'END'
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
const [schema, firstLine] = process.argv.slice(2)
const root = pathToFileURL(process.cwd()).href
const yaml = { schemaStore: { enable: false }, schemas: schema ? { [schema.replace('ROOT', root)]: '*.yaml' } : {} }
const server = spawn('node', ['node_modules/yaml-language-server/bin/yaml-language-server', '--stdio'])
const send = (message) => {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message })
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}
const text = `${firstLine}\ncores: many\n`
const answers = {
  'workspace/configuration': ({ id, params }) =>
    send({ id, result: params.items.map(({ section }) => (section === 'yaml' ? yaml : null)) }),
  'client/registerCapability': ({ id }) => send({ id, result: null }),
  'textDocument/publishDiagnostics': ({ params }) => {
    if (params.diagnostics.length === 0) return
    console.log(params.diagnostics.map(({ message }) => message).join('; '))
    server.kill()
  },
}
const begin = () => {
  send({ method: 'initialized', params: {} })
  send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml } } })
  setTimeout(() => send({ method: 'textDocument/didOpen', params: { textDocument:
    { uri: `${root}/chip.yaml`, languageId: 'yaml', version: 1, text } } }), 1000)
}
let heard = Buffer.alloc(0)
server.stdout.on('data', (data) => {
  heard = Buffer.concat([heard, data])
  for (let end; (end = heard.indexOf('\r\n\r\n')) >= 0;) {
    const length = Number(/Content-Length: (\d+)/i.exec(heard.subarray(0, end))[1])
    if (heard.length < end + 4 + length) return
    const message = JSON.parse(heard.subarray(end + 4, end + 4 + length))
    heard = heard.subarray(end + 4 + length)
    if (message.id === 1 && message.result) begin()
    else answers[message.method]?.(message)
  }
})
send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: root,
  workspaceFolders: [{ uri: root, name: 'base' }],
  capabilities: { workspace: { configuration: true } } } })
END
# shellcheck disable=SC2016 # JSON Schema's own
{
    echo "whole: $(timeout 60 node ask.mjs whole.json '')"
    echo "relative: $(timeout 60 node ask.mjs 'all.json#/$defs/Chip' '')"
    echo "complete: $(timeout 60 node ask.mjs 'ROOT/all.json#/$defs/Chip' '')"
    echo "first line: $(timeout 60 node ask.mjs '' '# yaml-language-server: $schema=all.json#/$defs/Chip')"
} | tee got
cat >want <<'END'
whole: Incorrect type. Expected "integer".
relative: Unable to load schema from '/all.json': No content.
complete: Incorrect type. Expected "integer".
first line: Incorrect type. Expected "integer".
END
cmp want got
