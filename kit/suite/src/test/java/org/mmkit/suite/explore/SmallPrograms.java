// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;

/**
 * Small random programs of two or three tasks that work on the same few pages, for an explorer:
 * small enough that it comes far, and close enough that each call meets each other one. The first
 * task begins with an unmap of some kind.
 */
final class SmallPrograms {
  /** What a set-up makes, what takes it away, and what else is done to it. */
  private record Room(List<String> setup, List<String> takes, List<String> does) {
    static Room of(String setup, String takes, String does) {
      return new Room(calls(setup), calls(takes), calls(does));
    }

    private static List<String> calls(String text) {
      return List.of(text.strip().split("\\s+"));
    }
  }

  private static final String ACCESSES =
      "r(0) r(1) r(0) r(1) w(0,'x') w(1,'y') w(0,'z') r(2) w(2,'z') gup(0) gup(1) gupf(1)"
          + " memwr(0,'m') memrd(1) pvr(0,2*P) pvw(0,2*P) rd(0,2) wr(0,2) fork(\"r(0)\")"
          + " fork(\"r(1);w(1,'c')\") fork(\"w(0,'c');w(1,'d')\") vfork(\"w(0,'v')\") ";

  private static final String QUESTIONS = " maps() nvma() hasflag(0,'wr') mincore(0,1) vmlck() ";

  private static final String TAKES =
      "unmap(0,2) unmap(0,3) unmap(0,1) unmap(1,1) unmap(1,2) map(0,2) map(0,2,RW,'sa') map(1,1,R)"
          + " remap(0,2,2,'MF',8) remap(0,2,1) remap(0,1,1,'MF',1)";

  private static final String CHANGES =
      " prot(0,2,R) prot(0,3,R) prot(1,1,N) prot(0,2,RX) adv(0,2,'DONTNEED') adv(0,2,'FREE')"
          + " adv(0,2,'PAGEOUT') adv(0,2,'REMOVE') adv(0,2,'GUARD_INSTALL') adv(0,2,'GUARD_REMOVE')"
          + " adv(0,2,'POPULATE_WRITE') adv(0,2,'COLD') adv(0,3,'DONTFORK') lock(0,3) lock(1,1)"
          + " unlock(0,3) lock2(0,2,1) lockall(1) unlockall() msync(0,2,'SYNC') seal(1,1)"
          + " remap(0,2,3,'M') map(0,1,RW,'pa',ex='NOREPLACE') remap(1,2,1,'MF',9) ";

  private static final String CODE_TAKES =
      "unmap(0,2) unmap(0,3) unmap(1,1) unmap(2,3) unmap(0,7) map(0,2) map(1,1,R,'pf',fd='u')"
          + " map(0,2,X,'pf',fd='u',off=1) remap(0,3,3,'MF',8) remap(0,3,1) remap(0,1,1,'MF',1)";

  private static final String CODE =
      "uprobe(0) uprobe(1) uprobe(2) r(0) r(1) r(0) r(1) r(4) fork(\"r(0)\") fork(\"r(1);r(2)\")"
          + " prot(0,3,R) prot(0,3,RX) prot(1,1,N) adv(0,3,'DONTNEED') adv(0,2,'GUARD_INSTALL')"
          + " lock(0,3) seal(1,1) maps() pvr(0,2*P) memrd(0) mincore(0,2) ";

  private static final String DEVICE =
      "dring(0) dring(1) drevoke() dfind(0) dfind(1) dfind(2) prot(0,4,R) adv(0,2,'DONTNEED')"
          + " memrd(0) pvr(0,2*P) mincore(0,2) maps() remap(1,1,1,'MF',9) fd_close('dev') ";

  private static final List<String> MAPPINGS =
      List.of(
          "map(0,2) map(2,1)",
          "map(0,3)",
          "map(0,1) map(1,1,RW,'sa') map(2,1)",
          "map(0,2,RW,'sa') map(2,1)",
          "map(0,2,RW,'sm') map(2,1)",
          "map(0,2,RW,'sf') map(2,1,RW,'pf')",
          "map(0,2,RW,'pf') map(2,2,R)",
          "map(0,2,RW,'pm')",
          "map(0,2,R,'pf') map(3,1)");

  private static final List<Room> OTHERS =
      List.of(
          Room.of(
              "map(0,512,RW,'pa',ex='HUGETLB') map(512,1)",
              "unmap(0,512) unmap(0,513) map(0,512) remap(0,512,512,'MF',1024)",
              ACCESSES + "r(512) w(511,'y') adv(0,512,'DONTNEED') prot(0,512,R) hfree()"),
          Room.of(
              "map(0,512,RW,'sa',ex='HUGETLB') map(512,1)",
              "unmap(0,512) unmap(0,513) map(0,512) remap(0,512,512,'MF',1024)",
              ACCESSES + "r(512) w(511,'y') adv(0,512,'REMOVE') prot(0,512,R) hfree()"),
          Room.of(
              "map(0,2) map(4,1) map(512,1,RW,'pa',ex='GROWSDOWN')",
              "unmap(511,2) unmap(512,1) unmap(4,1) map(511,1)",
              "w(510,'s') w(511,'t') r(511) r(512) prot(512,1,R) remap(512,1,1,'MF',600) lock(512,1)"
                  + " fork(\"w(510,'c')\") maps() memwr(510,'m') pvr(511,2*P) gup(511)"),
          Room.of(
              "uffd_open('UNMAP') map(0,4) ureg(0,2)",
              "unmap(0,2) unmap(1,2) unmap(0,4) map(0,2) remap(0,2,2,'MF',8)",
              ACCESSES + "ucopy(0,1) ucopy(0,2) uzero(1,1) uunreg(0,2) uwake(0,2) upoison(1,1)"),
          Room.of(
              "uffd_open() map(0,2,RW,'sm') map(2,2) ureg(0,2)",
              "unmap(0,2) unmap(1,2) unmap(0,4) map(0,2) remap(0,2,2,'MF',8)",
              ACCESSES
                  + "ucopy(0,1) ucopy(0,2) uzero(1,1) uunreg(0,2) adv(0,2,'REMOVE') ucont(0,1)"),
          Room.of(
              "map(0,4) w(0,'a') child(\"r(0)\")",
              "unmap(0,2) unmap(0,4) remap(0,2,2,'MF',8)",
              ACCESSES
                  + "child_pvr(0) child_pvr(1) child_maps() child_kill() child_exit() mrelease()"),
          Room.of(
              "shm(3) shmat(0) map(3,2)",
              "shmdt(0) unmap(0,3) unmap(1,1) unmap(0,5)",
              ACCESSES + "shmat(8) shmdt(8) shmat(0,16384) r(8) shmn() adv(0,2,'REMOVE')"),
          Room.of(
              "brk_init() brk(3) wb(0,'h') map(0,2)",
              "brk(1) brk(0) unmap(0,2)",
              "brk(4) brk(2) rb(0) rb(2) wb(0,'x') wb(2,'y') unmapb(1,1) protb(0,2,R) cbrk() r(0)"
                  + " fork(\"rb(0);brk(1)\") mapb(1,1) lockall(1) maps()"),
          Room.of(
              "arena(0,8) map(0,2) map(5,1)",
              "unmap(0,2) unmap(1,1) unmap(5,1)",
              "mmapany(2) mmapany(1,R) mmapany(3) r(1) w(2,'x') r(3) remap(0,2,3,'M') hint(3,1)"
                  + " map(2,1,RW,'pa',ex='NOREPLACE') nvma()"),
          Room.of(
              "map(0,2,RW,'sf') map(2,2,RW,'pf') w(0,'a')",
              "unmap(0,2) unmap(1,2) unmap(0,4)",
              ACCESSES
                  + "ftrunc(1) ftrunc(0) ftrunc(3) fread(0) fwrite(0,'q') fread(1) fsync()"
                  + " fpunch(0,1) fmove(0) msync(0,2,'SYNC') adv(0,4,'PAGEOUT')"),
          Room.of(
              "map(0,3,RX,'pf',fd='u') map(4,2,X,'pf',fd='u') map(6,1)",
              CODE_TAKES,
              CODE + "w(0,'x') w(1,'y') memwr(0,'m') gup(0) adv(0,2,'FREE') adv(0,2,'PAGEOUT')"),
          Room.of("uprobe(0) map(0,3,RX,'pf',fd='u') r(0) map(6,1)", CODE_TAKES, CODE),
          Room.of("uprobe(1) map(0,3,R,'pf',fd='u') map(4,2,X,'pf',fd='u')", CODE_TAKES, CODE),
          Room.of(
              "map(0,4,RW,'sf',fd='dev') map(4,2)",
              "unmap(0,2) unmap(1,2) unmap(0,5) map(0,2) remap(0,2,2,'MF',8) remap(0,4,2)",
              DEVICE + "r(0) r(1) w(0,'x') w(2,'y') gup(0) fork(\"r(0);w(1,'c')\") lock(0,6)"),
          Room.of(
              "map(0,4,RW,'sf',fd='dev') dring(1) map(4,2)",
              "unmap(0,2) unmap(1,1) unmap(0,5) map(0,2) remap(0,2,2,'MF',8)",
              DEVICE + "r(1) w(1,'x') r(2) fork(\"r(1)\") vfork(\"w(1,'v')\")"),
          Room.of(
              "bind_map(0,3) bind_put(0,'b') map(3,1)",
              "unmap(0,3) unmap(0,4) unmap(1,1) map(0,2)",
              "bind_put(0,'c') bind_put(1,'d') bind_free(0) bind_free(1) bind_shrink() r(0) r(1)"
                  + " bind_map(8,2) pvr(0,P) memrd(1) fork(\"r(0)\") prot(0,3,N) maps() gup(0)"),
          Room.of(
              "uffd_open() map(0,4) w(0,'a') w(1,'b') ureg(0,2,'MISSING|WP') uwp(0,2)",
              "unmap(0,2) unmap(1,2) unmap(0,4) map(0,2) remap(0,2,2,'MF',8)",
              ACCESSES + "uwp(0,1) uwp(0,2,0) ucopy(0,2) uunreg(0,2) adv(0,2,'DONTNEED')"),
          Room.of(
              "uffd_open() map(0,4) map(4,2) w(4,'a') w(5,'b') ureg(0,2)",
              "unmap(0,2) unmap(1,2) unmap(4,1) unmap(0,6) map(4,2) remap(4,2,2,'MF',8)",
              ACCESSES + "umove(0,4,2) umove(1,5,1) umove(0,4,1) r(4) w(5,'w') uunreg(0,2)"),
          Room.of(
              "map(0,512,R,'sf') r(0) map(512,1)",
              "unmap(0,512) unmap(0,2) unmap(511,2) map(1,1)",
              "fhuge() fhuge() r(0) r(1) r(2) fork(\"r(0)\") ftrunc(1) fpunch(1,1) maps()"
                  + " adv(0,512,'DONTNEED') remap(0,512,512,'MF',1024) gupf(0) memrd(1)"),
          Room.of(
              "map(0,4) w(0,'a') w(1,'b') gup(0)",
              "unmap(0,2) unmap(1,1) unmap(0,4) map(0,2)",
              ACCESSES + "pinned(0) unpin(0) pinned(1) unpin(1) guest(0) guest(1) core()"),
          Room.of(
              "map(0,2,RW,'da') w(0,'a') map(2,2,RW,'sm') seal(2,1)",
              "unmap(0,2) unmap(0,3) unmap(1,2) map(0,3)",
              ACCESSES + "adv(0,2,'PAGEOUT') adv(1,2,'DONTNEED') prot(1,2,R) lock(0,2) maps()"));

  /** What the header leaves to choice, mostly nothing. */
  private static final List<String> SETTINGS =
      List.of(
          "",
          "",
          "",
          "",
          " | choices=enomem",
          " | choices=enomem",
          " | choices=signal",
          " | choices=enomem,signal",
          " | choices=busy",
          " | choices=resched",
          " | preempt=unlock");

  private final SplitMix64 random;
  private final StringBuilder text = new StringBuilder();

  private SmallPrograms(long seed, long number) {
    this.random = SplitMix64.stream(seed, number);
  }

  /** A program of a seed. */
  static Program of(long seed, long number) {
    String id = "small-" + seed + "-" + number;
    return CaseParser.parse("small.cases", new SmallPrograms(seed, number).text(id)).get(0);
  }

  private String text(String id) {
    Room room = room();
    text.append('@').append(id).append(" | small | race").append(pick(SETTINGS)).append('\n');
    room.setup().forEach(call -> add("", call));
    for (int page = 0; page < 2; page++) {
      if (random.nextInt(10) < 3) {
        add("", "w(" + page + ",'s')");
      }
    }
    if (random.nextInt(10) == 0) {
      add("", "fork(\"r(0)\")");
    }
    int tasks = 2 + random.nextInt(5) / 3;
    for (int task = 1; task <= tasks; task++) {
      for (String call : calls(room, task)) {
        add("T" + task + ": ", call);
      }
    }
    if (random.nextInt(2) == 0) {
      add("after: ", "maps()");
    }
    return text.toString();
  }

  private Room room() {
    return random.nextInt(2) == 0
        ? Room.of(pick(MAPPINGS), TAKES, ACCESSES + CHANGES + QUESTIONS)
        : pick(OTHERS);
  }

  private List<String> calls(Room room, int task) {
    List<String> calls = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      boolean takes = task == 1 && i == 0 || random.nextInt(6) == 0;
      calls.add(pick(takes ? room.takes() : room.does()));
    }
    return calls;
  }

  private void add(String label, String call) {
    text.append(label).append(call).append(" => *\n");
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
