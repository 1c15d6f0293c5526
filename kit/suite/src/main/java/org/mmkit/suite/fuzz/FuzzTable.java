// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.List;
import java.util.Set;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/**
 * The fuzzer's one table: how often each call of the language is made. What its arguments are
 * follows from their kinds: {@link Words} and {@link Numbers} have the weights of values, {@link
 * Places} those of addresses. A call of the language without a row stops every use.
 */
final class FuzzTable {

  /** How often a program without tasks fills the map to its limit: once in so many. */
  static final int PROGRAMS_PER_FULL_MAP = 2_000;

  static final Weighted<Row> ALONE = new Weighted<>();
  static final Weighted<Row> BESIDE = new Weighted<>();
  static final Weighted<Row> IN_CHILD = new Weighted<>();

  private static final CallMap<Row> ROWS = new CallMap<>();

  static {
    for (List<Row> group :
        List.of(
            mappings(),
            absolute(),
            memory(),
            processes(),
            questions(),
            heap(),
            files(),
            devices(),
            limits(),
            specials(),
            concurrency())) {
      group.forEach(FuzzTable::put);
    }
    ROWS.complete();
  }

  private FuzzTable() {}

  private static void put(Row row) {
    ROWS.put(row.call(), row);
    ALONE.add(row.alone(), row);
    BESIDE.add(row.beside(), row);
    IN_CHILD.add(row.inChild(), row);
  }

  /** The row of a call. */
  static Row row(Call call) {
    return ROWS.get(call);
  }

  private static Row row(String call, int alone, int beside, int inChild) {
    return new Row(call, alone, beside, inChild, Set.of(), List.of());
  }

  private static List<Row> mappings() {
    return List.of(
        row("map", 130, 24, 8),
        row("hint", 20, 0, 0),
        row("unmap", 130, 50, 14),
        row("prot", 55, 8, 4),
        row("adv", 55, 6, 4),
        row("padv", 12, 0, 0),
        row("lock", 20, 6, 1),
        row("lock2", 10, 0, 0),
        row("unlock", 14, 3, 0),
        row("lockall", 4, 0, 0),
        row("unlockall", 5, 0, 0),
        row("msync", 10, 0, 0),
        row("seal", 5, 1, 0),
        row("rfp", 5, 0, 0)
            .within(
                "map($a,$n,RW,'sf');rfp($a,$n,N,1)",
                "map($a,$n,RW,'sm');rfp($a,1,N,2)",
                "map($a,$n,RW,'sa');rfp($a,1,N,0)"),
        row("remap", 55, 10, 2),
        row("mincore", 14, 0, 1));
  }

  private static List<Row> absolute() {
    return List.of(
        row("unmap_raw", 10, 6, 0),
        row("map_raw", 6, 0, 0),
        row("prot_raw", 4, 0, 0),
        row("adv_raw", 4, 0, 0),
        row("lock_raw", 4, 0, 0),
        row("mincore_raw", 5, 0, 0),
        row("brk_raw", 4, 0, 0).needing(Resource.HEAP));
  }

  private static List<Row> memory() {
    return List.of(
        row("r", 45, 40, 14),
        row("w", 55, 40, 14),
        row("xc", 5, 0, 0),
        row("fill", 30, 0, 2),
        row("pat", 30, 0, 8),
        row("core", 3, 0, 0),
        row("pvr", 12, 5, 0),
        row("pvw", 10, 2, 0),
        row("rd", 8, 0, 0),
        row("wr", 8, 0, 0),
        row("memrd", 8, 0, 0),
        row("memwr", 8, 0, 0));
  }

  private static List<Row> processes() {
    return List.of(
        row("fork", 16, 4, 0),
        row("vfork", 6, 2, 0),
        row("child", 4, 0, 0),
        row("child_kill", 2, 0, 0).needing(Resource.CHILD),
        row("child_exit", 3, 0, 0).needing(Resource.CHILD),
        row("child_pvr", 4, 0, 0).needing(Resource.CHILD),
        row("child_maps", 3, 0, 0).needing(Resource.CHILD),
        row("mrelease", 2, 0, 0).needing(Resource.CHILD).within("child_kill();mrelease()"));
  }

  private static List<Row> questions() {
    return List.of(
        row("maps", 25, 8, 3),
        row("nvma", 10, 0, 1),
        row("smaps", 8, 0, 0),
        row("rollup", 2, 0, 0),
        row("hasflag", 10, 0, 1),
        row("vmlck", 12, 5, 1),
        row("totalmaps", 2, 0, 0),
        row("mapname_deleted", 3, 0, 0));
  }

  private static List<Row> heap() {
    return List.of(
        row("brk_init", 0, 0, 0),
        row("brk", 20, 10, 0).needing(Resource.HEAP),
        row("cbrk", 5, 0, 0).needing(Resource.HEAP),
        row("rb", 6, 6, 0).needing(Resource.HEAP),
        row("wb", 8, 4, 0).needing(Resource.HEAP),
        row("mapb", 3, 0, 0).needing(Resource.HEAP),
        row("protb", 4, 0, 0).needing(Resource.HEAP).within("brk(8);wb(2);protb(1,2,R)"),
        row("unmapb", 4, 2, 0).needing(Resource.HEAP).within("brk(8);wb(2);unmapb(1,2)"),
        row("sealb", 2, 0, 0).needing(Resource.HEAP).within("brk(8);sealb(1,2)"));
  }

  private static List<Row> files() {
    return List.of(
        row("ftrunc", 6, 0, 0).needing(Resource.FILES),
        row("fpunch", 4, 0, 0).needing(Resource.FILES),
        row("fread", 5, 0, 0).needing(Resource.FILES),
        row("fwrite", 5, 0, 0).needing(Resource.FILES),
        row("fsync", 3, 0, 0).needing(Resource.FILES),
        row("fmove", 3, 0, 0).needing(Resource.FILES),
        row("fhuge", 2, 0, 0).needing(Resource.FILES),
        row("fd_close", 2, 0, 0).needing(Resource.FILES),
        row("shm", 3, 0, 0),
        row("shmat", 9, 0, 0).needing(Resource.SEGMENT),
        row("shmdt", 5, 3, 0).needing(Resource.SEGMENT).within("shmat($a);w($a);shmdt($a)"),
        row("shmn", 5, 4, 0).needing(Resource.SEGMENT),
        row("shmrm", 2, 0, 0).needing(Resource.SEGMENT),
        row("hfree", 3, 0, 0),
        row("uprobe", 1, 0, 0).needing(Resource.FILES));
  }

  private static List<Row> devices() {
    return List.of(
        row("drevoke", 2, 0, 0).needing(Resource.FILES),
        row("dring", 2, 0, 0).needing(Resource.FILES),
        row("dfind", 2, 0, 0)
            .needing(Resource.FILES)
            .within("map($a,$n,RW,'s',fd='dev');r($a);dfind($a)"),
        row("bind_map", 3, 0, 0),
        row("bind_put", 3, 0, 0).within("bind_map($a,$n);bind_put(0)"),
        row("bind_free", 2, 0, 0).within("bind_map($a,$n);bind_put(0);bind_free(0)"),
        row("bind_shrink", 2, 0, 0));
  }

  private static List<Row> limits() {
    return List.of(
        // 65 530 mappings: a program in PROGRAMS_PER_FULL_MAP begins with them.
        row("fillmaps", 0, 0, 0),
        row("fillcount", 0, 0, 0),
        row("rlim", 7, 0, 0),
        row("dropcap", 3, 0, 0));
  }

  private static List<Row> specials() {
    return List.of(
        row("sp_unmap", 2, 0, 0),
        row("sp_adv", 2, 0, 0),
        row("sp_lock", 2, 0, 0),
        row("sp_pvr", 2, 0, 0),
        row("sp_prot", 2, 0, 0),
        row("sp_remap", 2, 0, 0),
        row("special", 2, 0, 0),
        row("uffd_open", 3, 0, 0),
        // It waits for an event, and in a program without tasks nobody makes one.
        row("uevent", 0, 0, 0),
        row("uwake", 3, 0, 0).needing(Resource.USERFAULTFD),
        row("ureg", 7, 2, 0)
            .needing(Resource.USERFAULTFD)
            .within(
                "map($a,$n);ureg($a,$n)",
                "map($a,$n);fill($a,1,'v');ureg($a,$n,'MISSING|WP')",
                "map($a,$n,RW,'sm');ureg($a,$n,'MISSING|MINOR')",
                "map($a,$n,RW,'sa');ureg($a,$n)"),
        row("uregb", 2, 0, 0)
            .needing(Resource.USERFAULTFD, Resource.HEAP)
            .within("brk(8);uregb(2,4)"),
        row("uunreg", 3, 0, 0).needing(Resource.USERFAULTFD),
        row("ucopy", 4, 0, 0)
            .needing(Resource.USERFAULTFD)
            .within(
                "map($a,$n);ureg($a,$n);ucopy($a,$n)",
                "map($a,$n,RW,'sm');ureg($a,$n);ucopy($a,1)"),
        row("uzero", 4, 0, 0)
            .needing(Resource.USERFAULTFD)
            .within(
                "map($a,$n);ureg($a,$n);uzero($a,$n)", "map($a,$n,R,'pm');ureg($a,$n);uzero($a,1)"),
        row("upoison", 4, 0, 0)
            .needing(Resource.USERFAULTFD)
            .within(
                "map($a,$n);ureg($a,$n);upoison($a,$n)",
                "map($a,$n,RW,'sm');ureg($a,$n);upoison($a,1)"),
        row("ucont", 4, 0, 0)
            .needing(Resource.USERFAULTFD)
            .within(
                "map($a,$n,RW,'sm');map($b,$n,RW,'sm');fill($b,$n,'c');ureg($a,$n,'MINOR');ucont($a,$n)"),
        row("umove", 4, 0, 0)
            .needing(Resource.USERFAULTFD)
            .within("map($a,$n);map($b,$n);fill($b,$n,'m');ureg($a,$n);umove($a,$b,$n)"),
        row("uwp", 3, 0, 0)
            .needing(Resource.USERFAULTFD)
            .within(
                "map($a,$n);fill($a,$n,'p');ureg($a,$n,'WP');uwp($a,$n)",
                "map($a,$n);ureg($a,$n,'MISSING|WP');ucopy($a,$n);uwp($a,1)"),
        // They need the hook of MPX, which breaks strategies that are right without it.
        row("bndstx", 0, 0, 0).needing(Resource.BOUNDS),
        row("bndldx", 0, 0, 0).needing(Resource.BOUNDS));
  }

  private static List<Row> concurrency() {
    return List.of(
        row("arena", 2, 0, 0),
        row("mmapany", 4, 10, 0).needing(Resource.WINDOW),
        row("post", 2, 0, 0),
        row("wait", 2, 0, 0).needing(Resource.FLAG),
        // There is no task to kill in a program without tasks.
        row("kill", 0, 0, 0),
        row("gup", 4, 3, 0),
        row("gupf", 3, 3, 0),
        row("guest", 3, 0, 0),
        row("pinned", 4, 4, 0).within("map($a,$n);w($a);gup($a);pinned($a)"),
        row("unpin", 3, 0, 0).within("map($a,$n);w($a);gup($a);unpin($a)"),
        row("count", 2, 0, 0),
        row("watch", 2, 0, 0));
  }
}
