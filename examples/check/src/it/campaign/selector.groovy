// SPDX-License-Identifier: Apache-2.0
// A node of Slurm needs root, and the programs of Debian's slurm-wlm and munge.
def has = { name -> ['/usr/bin', '/usr/sbin', '/sbin', '/bin'].any { new File(it, name).canExecute() } }
def root = new File('/proc/self').exists() && ['id', '-u'].execute().text.trim() == '0'
return root && ['munged', 'slurmctld', 'slurmd', 'sbatch'].every(has)
