// SPDX-License-Identifier: Apache-2.0
// What an earlier run left.
def results = new File(basedir, 'target/mmkit')
results.mkdirs()
new File(results, 'run.json').text = '{"schema": 1, "strategies": [{"verdict": "PASS"}]}'
return true
