// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
assert log.contains('No class in target/classes implements org.mmkit.unmap.UnmapStrategy.')
assert log.contains('-Dmmkit.strategy=exclusive')
assert !new File(basedir, 'target/mmkit/run.json').exists()
