// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.anchor;

/** The words of the page of anchors. */
final class AnchorText {
  static final String HEAD =
      """
      # The model beside real kernels

      How far can the numbers of [loads in virtual time](perf.html) be believed? Here the model stands beside kernels that somebody measured. A test of the build makes this page by running the model,
      and fails where a number of the model leaves the limits of its row:

          mvn test -pl kit/model,kit/suite -am -Dtest=AnchorsPageTest -Dsurefire.failIfNoSpecifiedTests=false

      *Fitted* numbers say nothing about the model: the profile was made so that they come out. *Checked* ones do: the profile was made without them. *Predicted* ones were measured by nobody here;
      each row says why the model expects them, and whoever has such a machine can hold them against it.
      """;

  static final String COLUMNS =
      """

      | what | real | model | error | limits | the profile was | source, or reason |
      | --- | --- | --- | --- | --- | --- | --- |
      """;

  static final String FAULTS =
      """

      ## Threads that fault

      Profile `2s-40t-v4.15`, strategy `merged-5.8`. Two figures of the profile are fitted: the cost of a fault (to one thread) and the time for which an atomic operation occupies a cache line (to 12 and 40 threads).
      """;

  static final String SERIES =
      """

      ## The series of 2018

      Profile `xeon-e5-2680-2018`. One figure is fitted: what zapping a page costs. v4's second pass gave the cost of looking at an empty entry. v1 and v7 differ by a factor of two for the same range, so that only one of them can be met.

      stress-ng's workers are processes, which do not share mmap_sem. The mix here is of four threads: one maps 64 MiB, touches all of it and unmaps it, three fault elsewhere and drop their pages.
      A zap is a tenth of the cost of a fault, so that those three lose about a tenth of their time to an exclusive munmap: what the series reported.
      """;

  static final String REGRESSION =
      """

      ## What the downgrade cost writers

      Profile `2s-40t-v4.15`. Reports of the time agree that contended small mappings lost much; nobody here has their numbers.
      """;

  static final String PREDICTIONS =
      """

      ## Predictions for 192 CPUs

      Profile `4s-192`, scaled and assumed throughout, policy 4.18, strategy `merged-5.8`. The ratios are what counts, not the rates.
      For `small-allocs-mt` they say the order of the rules of mmap_sem, the slowest first: fifo, 5.11, 4.18, 5.2; medians of five seeds. Mappings come, and are read, faster than they go: the run ends before a task comes to unmap its first.
      """;

  static final String GUEST =
      """

      ## Two CPUs of a guest, Linux 6.18

      Profile `zen4-2vcpu-6.18`, strategy `gather-6.12`, policy 5.11. The profile comes from `mmkit:calibrate`: it is fitted to one task, to munmap by size, and to `mmap1` and `tlb_flush2` with two threads.
      All other rows with two tasks are predictions that were checked. The median of their errors must be at most 20 %, and none above 50 %; that of munmap by size at most 12 %.
      A process and a thread alone do the same work in the model; the machine saw brk take a quarter less time in a process.
      """;

  static final String WAITS =
      """

      ## A second thread beside an unmapping

      The same machine. One thread unmaps 256 MiB, the other faults elsewhere, reads mmap_lock by mincore, or maps a page and unmaps it, over and over. The longest wait counts.
      MADV_DONTNEED takes the lock of its VMA and frees page tables (`with=advice-under-vma-lock,pt-reclaim`), as that kernel does.
      Two rows are not within a factor of 1.5, and nothing was fitted to hide it: the longest wait beside DONTNEED, which is the host's, and the 99 % beside munmap by 2 MiB. There each call that waits does so for two ticks of 4 ms, here and on the real kernel; but there about every third pair waits twice, 16 ms. [Decisions](decisions.html) say why.
      """;

  private AnchorText() {}
}
