// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
def sched = 'student.MyUnmap-own-MM0311.sched'
def file = new File(basedir, "target/mmkit/sched/before/$sched") // another search came after it
assert file.text.startsWith('mmkit-sched 1\nstrategy: student.MyUnmap\n')
assert log.contains('again: mvn mmkit:replay -Dmmkit.sched=student.MyUnmap-own-')
assert log.contains('step     T1')

// The replays.
assert log.count('It comes again: MM0311, page table freed with entries in it.') >= 2
assert log.contains('The run followed the schedule.')
assert log.contains("The run left the schedule at $sched:")
assert log.contains('MM0311 does not come again.')
assert log.contains('wrong.sched:13: "T1 walks 7 steps, until before TABLE_WRITE" is no line of a schedule')
assert log.contains('none.sched (mmkit.sched), and none of this name in')

// The certificate and the defect.
assert log =~ /exclusive +d03-stack +exhausted: 2 tasks, .* schedules/
assert log.contains('No case of the stage explore fits mmkit.case=no-such-scenario.')
assert new File(basedir, 'target/mmkit/sched').list().any { it.startsWith('exclusive-c01-stale-MM') }

// A case file that cannot be read, after a run that had results.
assert log.contains('none.cases')
assert log.contains('The results of the run before are removed; its run.json is now ')
assert !new File(basedir, 'target/mmkit/run.json').exists()

// The comparisons.
assert log.contains('they differ in a15-reuse')
assert log.contains('no difference within:')
assert log.contains('mmkit.sched')

// A search that came to its end leaves nothing to go on from.
assert !new File(basedir, 'target/mmkit/so-far.jsonl').exists()

// What was handed in.
assert log =~ /breaks +yes +It breaks MM0311/
assert log =~ /reads +no +wrong.sched:13: "T1 walks 7 steps/
