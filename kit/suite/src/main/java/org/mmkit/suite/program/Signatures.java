// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import static org.mmkit.suite.program.Kind.AMOUNT;
import static org.mmkit.suite.program.Kind.BYTES;
import static org.mmkit.suite.program.Kind.CHARACTER;
import static org.mmkit.suite.program.Kind.LETTERS;
import static org.mmkit.suite.program.Kind.NUMBER;
import static org.mmkit.suite.program.Kind.OPS;
import static org.mmkit.suite.program.Kind.PAGES;
import static org.mmkit.suite.program.Kind.PROT;
import static org.mmkit.suite.program.Kind.TEXT;
import static org.mmkit.suite.program.Kind.WORD;
import static org.mmkit.suite.program.Kind.WORDS;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls of the language: one line each. */
public final class Signatures {

  private static final Param A = Param.of("a", PAGES);
  private static final Param N = Param.of("n", PAGES);
  private static final Param ADDR = Param.of("addr", BYTES);
  private static final Param LEN = Param.of("bytes", BYTES);
  private static final Param PROT_ = Param.of("p", PROT);
  private static final Param PROT_RW =
      Param.of("prot", PROT).or(new Arg.Prot("RW", Optional.empty()));
  private static final Param ADVICE = Param.of("advice", WORD, Vocabulary.ADVICE);
  private static final Param FL =
      Param.of("fl", LETTERS, Vocabulary.MAP_LETTERS).or(new Arg.Text("pa"));
  private static final Param OFF = Param.of("off", PAGES).or(Arg.number(0));
  private static final Param FD = Param.of("fd", WORD, Vocabulary.FILES).optional();
  private static final Param EX = Param.of("ex", WORDS, Vocabulary.MAP_FLAGS).or(new Arg.Text(""));
  private static final Param C = Param.of("c", CHARACTER);
  private static final Param C_X = C.or(new Arg.Text("x"));
  private static final Param FLAGS = Param.of("flags", NUMBER);
  private static final Param FLAGS_0 = FLAGS.or(Arg.number(0));
  private static final Param NAME = Param.of("name", TEXT);
  private static final Param SPECIAL = Param.of("name", WORD, Vocabulary.SPECIALS);

  private static final Map<String, Signature> ALL = new LinkedHashMap<>();

  static {
    mappings();
    memory();
    questions();
    heap();
    files();
    limits();
    specials();
    drivers();
    concurrency();
  }

  private Signatures() {}

  /** The signature of a call, if there is such a call. */
  public static Optional<Signature> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** The names of all calls, in the order of the documentation. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(ALL.keySet());
  }

  private static void mappings() {
    define("map", A, N, PROT_RW, FL, OFF, FD, EX);
    define("hint", A, N, PROT_RW, FL, OFF, FD, EX);
    define("unmap", A, N);
    define("prot", A, N, PROT_);
    define("adv", A, N, ADVICE);
    define("padv", A, N, ADVICE);
    define("lock", A, N);
    define("lock2", A, N, FLAGS);
    define("unlock", A, N);
    define("lockall", FLAGS);
    define("unlockall");
    define("msync", A, N, Param.of("sync", WORDS, Vocabulary.MSYNC_FLAGS));
    define("seal", A, N, FLAGS_0);
    define("rfp", A, N, Param.of("prot", PROT), Param.of("pgoff", NUMBER), FLAGS_0);
    define(
        "remap",
        A,
        Param.of("old", PAGES),
        Param.of("new", PAGES),
        Param.of("fl", LETTERS, Vocabulary.REMAP_LETTERS).or(new Arg.Text("")),
        Param.of("to", PAGES).optional());
    define("mincore", A, N);
    define("unmap_raw", ADDR, LEN);
    define(
        "map_raw",
        ADDR,
        LEN,
        PROT_RW,
        FL,
        Param.of("ex", WORDS, Vocabulary.MAP_FLAGS).or(new Arg.Text("FIXED")));
    define("prot_raw", ADDR, LEN, PROT_);
    define("adv_raw", ADDR, LEN, ADVICE);
    define("lock_raw", ADDR, LEN);
    define("mincore_raw", ADDR, LEN, Param.of("vec", PAGES));
    define("brk_raw", ADDR);
  }

  private static void memory() {
    define("r", A);
    define("w", A, C_X);
    define("xc", A);
    define("fill", A, N, Param.of("first", CHARACTER).or(new Arg.Text("a")));
    define("pat", A, N);
    define("fork", Param.of("ops", OPS));
    define("vfork", Param.of("ops", OPS));
    define("child", Param.of("ops", OPS));
    define("child_kill");
    define("child_exit");
    define("child_pvr", A);
    define("child_maps");
    define("mrelease");
    define("core");
    define("pvr", A, LEN, Param.of("pid", NUMBER).optional());
    define("pvw", A, LEN, Param.of("pid", NUMBER).optional());
    define("rd", A, N);
    define("wr", A, N);
    define("memrd", A);
    define("memwr", A, C);
  }

  private static void questions() {
    define("maps");
    define("nvma");
    define("smaps", A, Param.of("field", TEXT));
    define("rollup");
    define("hasflag", A, Param.of("flag", TEXT));
    define("vmlck");
    define("totalmaps");
    define("mapname_deleted", A);
  }

  private static void heap() {
    define("brk_init");
    define("brk", N);
    define("cbrk");
    define("rb", A);
    define("wb", A, C_X);
    define("mapb", A, N, PROT_RW, FL, OFF, FD, EX);
    define("protb", A, N, PROT_);
    define("unmapb", A, N);
    define("sealb", A, N, FLAGS_0);
  }

  private static void files() {
    define("ftrunc", N);
    define("fpunch", A, N);
    define("fread", A);
    define("fwrite", A, C);
    define("fsync");
    define("fmove", A);
    define("fhuge");
    define("fd_close", Param.of("fd", WORD, Vocabulary.FILES));
    define("shm", N);
    define("shmat", A, FLAGS_0);
    define("shmdt", A);
    define("shmn");
    define("shmrm");
    define("drevoke");
    define("dring", A);
    define("dfind", A);
    define("hfree");
    define("uprobe", Param.of("off", PAGES));
  }

  private static void limits() {
    define("fillmaps");
    define("fillcount");
    define("rlim", Param.of("limit", WORD, Vocabulary.LIMITS), Param.of("amount", AMOUNT));
    define("dropcap");
  }

  private static void specials() {
    define("sp_unmap", SPECIAL);
    define("sp_adv", SPECIAL, ADVICE);
    define("sp_lock", SPECIAL);
    define("sp_pvr", SPECIAL);
    define("sp_prot", SPECIAL, PROT_);
    define(
        "sp_remap",
        SPECIAL,
        Param.of("fl", LETTERS, Vocabulary.REMAP_LETTERS),
        Param.of("old", PAGES).or(Arg.number(0)),
        Param.of("new", PAGES).or(Arg.number(0)));
    define("special", SPECIAL);
    define("uffd_open", Param.of("features", WORDS, Vocabulary.UFFD_FEATURES).or(new Arg.Text("")));
    define("uevent");
    define("uwake", A, N);
    define("ureg", A, N);
    define("uunreg", A, N);
    define("ucopy", A, N);
    define("uzero", A, N);
    define("uwp", A, N);
    define("bndstx", A, C);
    define("bndldx", A);
  }

  private static void drivers() {
    define("bind_map", A, N);
    define("bind_put", Param.of("page", NUMBER), C_X);
    define("bind_free", Param.of("page", NUMBER));
    define("bind_shrink");
  }

  private static void concurrency() {
    define("arena", A, N);
    define("mmapany", N, PROT_RW);
    define("post", NAME);
    define("wait", NAME);
    define("kill", Param.of("task", WORD, "T1", "T2", "T3", "T4"));
    define("gup", A);
    define("gupf", A);
    define("guest", A);
    define("pinned", A);
    define("unpin", A);
    define("count", NAME);
    define("watch", A);
  }

  private static void define(String name, Param... params) {
    ALL.put(name, new Signature(name, List.of(params)));
  }
}
