// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper

def run = new JsonSlurper().parse(new File(basedir, 'target/mmkit/run.json'))
def hold = run.strategies.collectEntries { [it.id, it.measures.hold.exclusive_hold_ns] }
assert hold.keySet() as List == ['exclusive', 'detach-v7-posted', 'detach-v7', 'merged-4.20']
assert hold['exclusive'] > 2_400_000_000
assert hold['detach-v7-posted'] > 2_400_000_000
assert hold['detach-v7'] <= 20_000
assert hold['merged-4.20'] <= 20_000
def log = new File(basedir, 'build.log').text
assert log.contains('detach-v7-posted shows exactly the defects that it is known to have')
assert log.contains('rules broken')

// The README's table shows the verdicts and rules of the main job, which ran before this one.
def main = new File(basedir, '../../../../side-by-side/target/mmkit/run.json')
if (main.exists()) {
  def shown = new File(basedir, '../../../../../README.md').readLines()
      .findAll { it ==~ /\S+ +(PASS|FAIL) .*/ }
      .collectEntries { line ->
        def rules = line.split(/  +/)[-1].replaceAll(/[()]/, '').tokenize().findAll { it != '-' }
        [line.tokenize()[0], [line.tokenize()[1], rules as Set]]
      }
  def judged = new JsonSlurper().parse(main).strategies.collectEntries { one ->
    [one.id, [one.verdict, one.stages*.cases.flatten()*.findings.flatten()*.rule as Set]]
  }
  assert shown == judged
  assert new File(main.parentFile, 'report.html').length() <= 2_000_000
}
return true
