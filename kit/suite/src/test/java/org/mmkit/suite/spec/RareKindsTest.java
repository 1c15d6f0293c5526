// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;

/** What one program in 200 000 shows: each is as Linux 6.18 answered it. */
class RareKindsTest {
  private static final String CASES =
      """
      @R-1 | shmat where the map is full | P3
      fillmaps() => ENOMEM
      shm(1) => OK
      shmat(9) => ENOMEM

      @R-2 | a limit stops mremap between two parts that a failed mmap has left | P3
      map(7,7,ex='NORESERVE') => OK
      rlim('AS','+2') => OK
      map(9,8,RWX,off=14) => ENOMEM
      remap(7,5,5,'MFD',17) => ENOMEM
      maps() => [7-9 rw-p; 9-14 rw-p; 17-19 rw-p]

      @R-3 | pat grows a stack behind a page that nobody knows | P3
      map(2,4,N|8,'pf',1) => OK
      map(2,1+1/P,fl='sm',off=4,fd='u') => OK
      map(509,3,X,ex='GROWSDOWN') => OK
      lock2(509,3,1) => OK
      pat(0,8) => !!EF!!..
      vmlck() => 506

      @R-4 | a stack that has grown down to its neighbour is not one with it | P3
      map(13,31,ex='GROWSDOWN') => OK
      unmap(34,1) => OK
      w(34,'b') => OK
      prot(34,1,R|16777216) => OK
      maps() => [13-34 rw-p; 34-35 r--p; 35-44 rw-p]

      @R-5 | a child without [vdso] is smaller | P3
      map(4,4,RWX) => OK
      rlim('AS','+1') => OK
      sp_adv('[vdso]','DONTFORK') => OK
      child("map(6,4,fl='sf',off=2)") => OK

      @R-6 | a limit stops mprotect between two mappings that look like one | P3
      map(2,17,RX) => OK
      memwr(16,'g') => 1
      rlim('DATA','+11') => OK
      remap(2,1,7,'MF',15) => OK->15
      prot(5,512,RW) => ENOMEM
      maps() => [3-5 r-xp; 5-15 rw-p; 15-22 r-xp]

      @R-7 | a limit stops the first part of an mprotect that is too large for another limit | P3
      rlim('DATA','+5') => OK
      brk(4095/P) => OK
      map(9,4,ex='LOCKED') => OK
      rlim('AS','+7') => OK
      map(2,4,R,fd='zero') => OK
      map(5,2) => ENOMEM
      prot(2,6,RW) => ENOMEM
      maps() => [2-5 r--p; 5-6 r--p; 9-13 rw-p]
      """;

  static List<Program> programs() {
    return CaseParser.parse("rare.cases", CASES);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theSpecificationAllowsWhatTheKernelAnswers(Program program) {
    Possible possible = new Possible();
    for (Step step : program.setup()) {
      String text = step.expected().text();
      assertThat(possible.follow(step.call(), text)).as(step.call() + " => " + text).isTrue();
    }
  }
}
