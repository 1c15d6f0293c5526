// SPDX-License-Identifier: Apache-2.0
// The job array, as it is, on a node of this machine: sixteen shards, and a job that folds them.
def maven = new File(System.getProperty('maven.home'), 'bin/mvn')
def results = new File(basedir, 'target/mmkit')
def whole = new File(basedir, 'whole')
assert results.renameTo(whole)

def parameters = new Properties()
new File(basedir, 'campaign.properties').withInputStream { parameters.load(it) }
def command = ['bash', 'slurm/one-node', 'bash', 'slurm/campaign', '16', 'mmkit:verify']
parameters.each { name, value -> if (name.startsWith('mmkit.')) command << "-D$name=$value".toString() }
def builder = new ProcessBuilder(command).directory(basedir)
def variables = builder.environment()
variables.put('MVN', "$maven -o -B -q -Dmaven.repo.local=$localRepositoryPath -Daether.enhancedLocalRepository.trackingFilename=none".toString())
variables.put('MAVEN_OPTS', '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC')
variables.keySet().removeAll { it.startsWith('MAVEN_') && it != 'MAVEN_OPTS' || it.startsWith('SLURM') }
def log = new File(basedir, 'slurm.log')
def status = builder.redirectErrorStream(true).redirectOutput(log).start().waitFor()
assert status == 0 : log.text

// The same files with the same bytes; where and when it ran is in one of them.
def files = { File folder ->
  def all = [:] as TreeMap
  folder.eachFileRecurse(groovy.io.FileType.FILES) { file ->
    if (file.name != 'environment.json') {
      all[folder.toPath().relativize(file.toPath()).toString()] = file.bytes.encodeHex().toString()
    }
  }
  all
}
def expected = files(whole)
assert expected.containsKey('run.json') && expected.containsKey('report.html')
def folded = files(results)
assert folded.keySet() == expected.keySet()
expected.each { name, bytes -> assert folded[name] == bytes : name }

// Nobody folds what is not complete.
assert new File(basedir, 'target/shards/7/run-shard.json').delete()
def merge = new ProcessBuilder(['bash', 'slurm/merge.sbatch', '16']).directory(basedir).redirectErrorStream(true)
merge.environment().putAll(variables)
def again = merge.start()
def said = again.inputStream.text
assert again.waitFor() != 0 && said.contains('shards/7 has no run-shard.json') : said
