// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper

def run = new JsonSlurper().parse(new File(basedir, 'target/mmkit/run.json'))
assert run.strategies*.id == ['student.MyUnmap']
def mine = run.strategies[0]
assert mine.verdict == 'PASS'
assert mine.stages*.id == ['conformance', 'race', 'explore', 'fuzz', 'hold', 'perf']
assert mine.measures.hold.exclusive_hold_ns <= 20_000
