// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import static org.mmkit.suite.program.CallKind.ALLOCATES;
import static org.mmkit.suite.program.CallKind.ASKS_STRATEGY;
import static org.mmkit.suite.program.CallKind.COPIES_MEMORY;
import static org.mmkit.suite.program.CallKind.COUNTS_BYTES;
import static org.mmkit.suite.program.CallKind.FILLS;
import static org.mmkit.suite.program.CallKind.IN_PARTS;
import static org.mmkit.suite.program.CallKind.KERNEL_ACCESS;
import static org.mmkit.suite.program.CallKind.LAGS;
import static org.mmkit.suite.program.CallKind.LOCKS;
import static org.mmkit.suite.program.CallKind.MAY_SPLIT_IN_VAIN;
import static org.mmkit.suite.program.CallKind.MOVES_BREAK;
import static org.mmkit.suite.program.CallKind.PINNED_ACCESS;
import static org.mmkit.suite.program.CallKind.POPULATES;
import static org.mmkit.suite.program.CallKind.SEES_PAGES;
import static org.mmkit.suite.program.CallKind.SHARES_MEMORY;
import static org.mmkit.suite.program.CallKind.TAKES_ACCESS;
import static org.mmkit.suite.program.CallKind.USER_ACCESS;
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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The calls of the language, one row each: name, parameters and what kinds of call it is. The model
 * and the specification have an entry for each row in a {@link CallMap}.
 */
public final class Signatures {

  private static final Param A = Param.of("a", PAGES);
  private static final Param N = Param.of("n", PAGES);
  private static final Param ADDR = Param.of("addr", BYTES);
  private static final Param LEN = Param.of("bytes", BYTES);
  private static final Param PROT_ = Param.of("p", PROT);
  private static final Param PROT_RW =
      Param.of("prot", PROT).or(new Arg.Prot("RW", Optional.empty()));
  private static final Param KEY = Param.of("key", NUMBER).optional();
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
  private static final Param UFFD_MODES =
      Param.of("modes", WORDS, Vocabulary.UFFD_MODES).or(new Arg.Text("MISSING"));
  private static final Param SPECIAL = Param.of("name", WORD, Vocabulary.SPECIALS);

  private static final Map<String, Signature> ALL = new LinkedHashMap<>();

  static {
    addAll(mappings());
    addAll(absoluteAddresses());
    addAll(memory());
    addAll(questions());
    addAll(heap());
    addAll(files());
    addAll(limits());
    addAll(specials());
    addAll(drivers());
    addAll(concurrency());
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

  private static List<Signature> mappings() {
    return List.of(
        call("map", A, N, PROT_RW, FL, OFF, FD, EX).is(ALLOCATES, TAKES_ACCESS),
        call("hint", A, N, PROT_RW, FL, OFF, FD, EX).is(ALLOCATES),
        call("unmap", A, N).is(ASKS_STRATEGY, MAY_SPLIT_IN_VAIN),
        call("prot", A, N, PROT_, KEY).is(ALLOCATES, TAKES_ACCESS),
        call("adv", A, N, ADVICE).is(TAKES_ACCESS, POPULATES),
        call("padv", A, N, ADVICE),
        call("lock", A, N).is(LOCKS, POPULATES),
        call("lock2", A, N, FLAGS).is(LOCKS, POPULATES),
        call("unlock", A, N),
        call("lockall", FLAGS).is(LOCKS, POPULATES),
        call("unlockall"),
        call("msync", A, N, Param.of("sync", WORDS, Vocabulary.MSYNC_FLAGS)),
        call("seal", A, N, FLAGS_0),
        call("rfp", A, N, Param.of("prot", PROT), Param.of("pgoff", NUMBER), FLAGS_0),
        call(
                "remap",
                A,
                Param.of("old", PAGES),
                Param.of("new", PAGES),
                Param.of("fl", LETTERS, Vocabulary.REMAP_LETTERS).or(new Arg.Text("")),
                Param.of("to", PAGES).optional())
            .is(ALLOCATES, TAKES_ACCESS),
        call("mincore", A, N).is(LAGS));
  }

  private static List<Signature> absoluteAddresses() {
    return List.of(
        call("unmap_raw", ADDR, LEN).is(MAY_SPLIT_IN_VAIN),
        call(
                "map_raw",
                ADDR,
                LEN,
                PROT_RW,
                FL,
                Param.of("ex", WORDS, Vocabulary.MAP_FLAGS).or(new Arg.Text("FIXED")))
            .is(ALLOCATES, TAKES_ACCESS),
        call("prot_raw", ADDR, LEN, PROT_).is(TAKES_ACCESS),
        call("adv_raw", ADDR, LEN, ADVICE).is(TAKES_ACCESS),
        call("lock_raw", ADDR, LEN).is(LOCKS, POPULATES),
        call("mincore_raw", ADDR, LEN, Param.of("vec", PAGES)).is(LAGS),
        call("brk_raw", ADDR).is(MOVES_BREAK));
  }

  private static List<Signature> memory() {
    return List.of(
        call("r", A).is(USER_ACCESS, SEES_PAGES),
        call("w", A, C_X).is(USER_ACCESS, SEES_PAGES),
        call("xc", A).is(USER_ACCESS, SEES_PAGES),
        call("fill", A, N, Param.of("first", CHARACTER).or(new Arg.Text("a"))).is(IN_PARTS),
        call("pat", A, N).is(IN_PARTS),
        call("fork", Param.of("ops", OPS)).is(SEES_PAGES, COPIES_MEMORY),
        call("vfork", Param.of("ops", OPS)).is(SHARES_MEMORY),
        call("child", Param.of("ops", OPS)).is(COPIES_MEMORY),
        call("child_kill"),
        call("child_exit"),
        call("child_pvr", A),
        call("child_maps"),
        call("mrelease"),
        call("core"),
        call("pvr", A, LEN, Param.of("pid", NUMBER).optional()).is(KERNEL_ACCESS, COUNTS_BYTES),
        call("pvw", A, LEN, Param.of("pid", NUMBER).optional()).is(KERNEL_ACCESS, COUNTS_BYTES),
        call("rd", A, N).is(KERNEL_ACCESS, COUNTS_BYTES),
        call("wr", A, N).is(KERNEL_ACCESS, COUNTS_BYTES),
        call("memrd", A).is(KERNEL_ACCESS),
        call("memwr", A, C).is(KERNEL_ACCESS));
  }

  private static List<Signature> questions() {
    return List.of(
        call("maps"),
        call("nvma"),
        call("smaps", A, Param.of("field", TEXT)).is(LAGS),
        call("rollup"),
        call("hasflag", A, Param.of("flag", TEXT)),
        call("vmlck").is(LAGS),
        call("totalmaps").is(LAGS),
        call("mapname_deleted", A));
  }

  private static List<Signature> heap() {
    return List.of(
        call("brk_init"),
        call("brk", N).is(MOVES_BREAK),
        call("cbrk"),
        call("rb", A).is(USER_ACCESS),
        call("wb", A, C_X).is(USER_ACCESS),
        call("mapb", A, N, PROT_RW, FL, OFF, FD, EX).is(ALLOCATES),
        call("protb", A, N, PROT_),
        call("unmapb", A, N).is(ALLOCATES),
        call("sealb", A, N, FLAGS_0));
  }

  private static List<Signature> files() {
    return List.of(
        call("ftrunc", N).is(TAKES_ACCESS),
        call("fpunch", A, N),
        call("fread", A),
        call("fwrite", A, C),
        call("fsync"),
        call("fmove", A),
        call("fhuge"),
        call("fd_close", Param.of("fd", WORD, Vocabulary.FILES)),
        call("shm", N),
        call("shmat", A, FLAGS_0),
        call("shmdt", A),
        call("shmn").is(LAGS),
        call("shmrm"),
        call("drevoke"),
        call("dring", A),
        call("dfind", A),
        call("hfree").is(LAGS),
        call("uprobe", Param.of("off", PAGES)));
  }

  private static List<Signature> limits() {
    return List.of(
        call("fillmaps"),
        call("fillcount"),
        call("rlim", Param.of("limit", WORD, Vocabulary.LIMITS), Param.of("amount", AMOUNT)),
        call("dropcap"));
  }

  private static List<Signature> specials() {
    return List.of(
        call("sp_unmap", SPECIAL),
        call("sp_adv", SPECIAL, ADVICE),
        call("sp_lock", SPECIAL),
        call("sp_pvr", SPECIAL),
        call("sp_prot", SPECIAL, PROT_),
        call(
            "sp_remap",
            SPECIAL,
            Param.of("fl", LETTERS, Vocabulary.REMAP_LETTERS),
            Param.of("old", PAGES).or(Arg.number(0)),
            Param.of("new", PAGES).or(Arg.number(0))),
        call("special", SPECIAL),
        call(
            "uffd_open",
            Param.of("features", WORDS, Vocabulary.UFFD_FEATURES).or(new Arg.Text(""))),
        call("uevent"),
        call("uwake", A, N),
        call("ureg", A, N, UFFD_MODES),
        call("uregb", A, N, UFFD_MODES),
        call("uunreg", A, N),
        call("ucopy", A, N).is(FILLS),
        call("uzero", A, N).is(FILLS),
        call("upoison", A, N).is(FILLS),
        call("ucont", A, N).is(FILLS),
        call("umove", A, Param.of("from", PAGES), N).is(FILLS),
        call("uwp", A, N, Param.of("on", NUMBER).or(Arg.number(1))),
        call("bndstx", A, C),
        call("bndldx", A));
  }

  private static List<Signature> drivers() {
    return List.of(
        call("bind_map", A, N),
        call("bind_put", Param.of("page", NUMBER), C_X),
        call("bind_free", Param.of("page", NUMBER)),
        call("bind_shrink"));
  }

  private static List<Signature> concurrency() {
    return List.of(
        call("arena", A, N),
        call("mmapany", N, PROT_RW).is(ALLOCATES),
        call("post", NAME),
        call("wait", NAME),
        call("kill", Param.of("task", WORD, "T1", "T2", "T3", "T4")),
        call("gup", A).is(KERNEL_ACCESS),
        call("gupf", A).is(KERNEL_ACCESS),
        call("guest", A).is(KERNEL_ACCESS),
        call("pinned", A).is(PINNED_ACCESS),
        call("unpin", A),
        call("count", NAME),
        call("watch", A).is(USER_ACCESS));
  }

  private static Signature call(String name, Param... params) {
    return new Signature(name, List.of(params), EnumSet.noneOf(CallKind.class));
  }

  private static void addAll(List<Signature> signatures) {
    for (Signature signature : signatures) {
      if (ALL.putIfAbsent(signature.name(), signature) != null) {
        throw new IllegalStateException("two rows for the call " + signature.name());
      }
    }
  }
}
