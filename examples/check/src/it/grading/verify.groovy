// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def grade = new File(basedir, 'target/mmkit/grade')

// The table, in the log and as a file.
assert log =~ /ada +PASS +100/
assert log =~ /bob +BROKEN +0/
assert log =~ /cyd +FAIL +\d/
assert log =~ /dan +MISSING +0/
assert log.contains('nothing/grade is no graded folder')
assert log.contains('The results would lie among the submissions')
assert new File(grade, 'canvas.csv').text.contains('"Lovelace, Ada",,1815,ada,L1,100')
assert new File(grade, 'reports/cyd.html').text.contains('MM0102')

// The points of one run: its lock is held for 2.5 s.
assert log.contains('First strategy: 70 of 100 points (70.0%)')
assert log.contains('First strategy: 56 of 100 points (56.0%)')
def score = new File(basedir, 'target/mmkit/score')
assert new JsonSlurper().parse(new File(score, 'gradescope.json')).score == 56
assert score.list().length == 9

// The containers' entry points, as they are, with another root.
def bash = ['bash', '-c', 'true'].execute()
bash.waitFor()
def maven = new File(System.getProperty('maven.home'), 'bin/mvn')
if (bash.exitValue() == 0 && maven.canExecute()) {
  def cases = ['-Dmmkit.budget=5', '-Dmmkit.case=conformance/MUN-0*,race/re*,hold/*']
  def run = { File script, Map variables ->
    def builder = new ProcessBuilder(['bash', script.path] + cases)
    builder.environment().putAll(variables)
    builder.environment().put('MVN', "$maven -o -B -q -Dmaven.repo.local=$localRepositoryPath -Daether.enhancedLocalRepository.trackingFilename=none".toString())
    builder.inheritIO().start().waitFor()
  }
  def root = new File(basedir, 'target/autograder')
  def copy = { File from, File to ->
    from.eachFileRecurse(groovy.io.FileType.FILES) { file ->
      def path = from.toPath().relativize(file.toPath()).toString()
      if (!path.startsWith('target')) {
        def copied = new File(to, path)
        copied.parentFile.mkdirs()
        copied.bytes = file.bytes
        copied.executable = true
      }
    }
  }
  copy(basedir, new File(root, 'source'))
  copy(new File(basedir, 'handed-in/ada'), new File(root, 'submission'))
  assert run(new File(root, 'source/gradescope/run_autograder'), [AUTOGRADER: root.path]) == 0
  def results = new JsonSlurper().parse(new File(root, 'results/results.json'))
  assert results.score == 100
  assert results.tests*.name == ['sequential', 'races', 'hold']

  // A submission that is none costs no attempt; a grader that is broken says so and gives no points.
  def empty = new File(basedir, 'target/pl')
  new File(empty, 'student').mkdirs()
  def variables = [GRADE: empty.path, GRADING: new File(root, 'source').path]
  def script = new File(basedir, 'prairielearn/mmkit/run.sh')
  assert run(script, variables) == 0
  def answer = new JsonSlurper().parse(new File(empty, 'results/results.json'))
  assert !answer.gradable && answer.format_errors[0].contains('src/main/java')
  new File(root, 'source/rubric.txt').text = 'part'
  assert run(script, variables) != 0
  answer = new JsonSlurper().parse(new File(empty, 'results/results.json'))
  assert !answer.gradable && answer.format_errors[0].contains('The grader is broken')
}
return true
