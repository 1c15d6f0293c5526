// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Arg;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallKind;
import org.mmkit.suite.program.Kind;
import org.mmkit.suite.program.Param;
import org.mmkit.suite.program.Signature;

/** Gives a call its arguments: by their kinds, around one place that the whole call is about. */
final class ArgMaker {
  private static final Weighted<Long> LOCK_FLAGS =
      new Weighted<Long>().add(6, 1L).add(3, 0L).add(1, 2L, 0x80L);
  private static final Weighted<Long> LOCKALL_FLAGS =
      new Weighted<Long>().add(5, 2L).add(3, 3L, 1L).add(1, 0L, 4L, 5L, 6L, 7L, 8L);

  /** SHM_RDONLY, SHM_RND, SHM_REMAP, SHM_EXEC. */
  private static final Weighted<Long> SHMAT_FLAGS =
      new Weighted<Long>().add(8, 0L).add(2, 0x1000L, 0x2000L, 0x4000L, 0x8000L, 0x6000L);

  private static final Weighted<Long> REMAP_FILE_PAGES =
      new Weighted<Long>().add(8, 0L).add(1, 0x1_0000L, 1L);

  /** No architecture has so many protection keys. */
  private static final long NEVER_ALLOCATED_KEY = 64;

  private static final Weighted<Long> SEAL_FLAGS = new Weighted<Long>().add(9, 0L).add(1, 1L);

  /** How much larger mremap wants a special mapping to be. */
  private static final Weighted<Long> RESIZED =
      new Weighted<Long>().add(4, 0L).add(1, Arena.PAGE, -Arena.PAGE);

  private final SplitMix64 random;
  private final Places places;

  ArgMaker(SplitMix64 random, Places places) {
    this.random = random;
    this.places = places;
  }

  /** A call with arguments at a place. */
  Call call(Signature signature, Span place, List<Call> inChild) {
    boolean huge = false;
    List<Arg> args = new ArrayList<>();
    Span at = place;
    for (Param param : signature.params()) {
      if (param.kind() == Kind.OPS) {
        args.add(new Arg.Ops(inChild));
      } else {
        Arg arg = arg(signature, param, at);
        args.add(arg.equals(param.fallback()) ? new Arg.Omitted() : arg);
      }
    }
    int flags = signature.indexOf("ex");
    if (flags >= 0 && args.get(flags) instanceof Arg.Text text) {
      huge = text.value().contains("HUGETLB");
    }
    if (huge && signature.indexOf("a") == 0) {
      at = places.huge();
      args.set(0, Numbers.pages(at.start()));
      args.set(1, Numbers.pages(at.bytes()));
    }
    int target = signature.indexOf("to");
    boolean fixed = target >= 0 && args.get(signature.indexOf("fl")) instanceof Arg.Text;
    if (fixed && ((Arg.Text) args.get(signature.indexOf("fl"))).value().contains("F")) {
      args.set(target, Numbers.pages(places.free().start()));
    }
    return new Call(signature.name(), args);
  }

  private Arg arg(Signature signature, Param param, Span at) {
    return switch (param.kind()) {
      case PAGES -> pages(signature, param, at);
      case BYTES -> bytes(signature, param, at);
      case NUMBER ->
          param.required() || odd(param.name().equals("key") ? 60 : 6)
              ? Arg.number(number(signature, param))
              : new Arg.Omitted();
      case AMOUNT -> new Arg.Text("+" + random.nextInt(12));
      case PROT -> prot();
      case CHARACTER -> new Arg.Text(String.valueOf((char) ('a' + random.nextInt(26))));
      case LETTERS, WORD, WORDS -> words(signature, param);
      case TEXT -> new Arg.Text(text(signature.name()));
      case OPS -> throw new IllegalStateException("calls of a child are given");
    };
  }

  private Arg pages(Signature signature, Param param, Span at) {
    if (signature.name().equals("sp_remap")) {
      return Numbers.pages(param.name().equals("new") ? RESIZED.pick(random) : 0);
    }
    return switch (param.name()) {
      case "a" ->
          Numbers.pages(isMemory(signature) && odd(60) ? Numbers.PLACES.pick(random) : at.start());
      case "n" -> Numbers.pages(length(signature, at));
      case "old" -> Numbers.pages(odd(16) ? Numbers.LENGTHS.pick(random) : at.bytes());
      case "new" -> Numbers.pages(resized(at.bytes()));
      case "to" -> odd(3) ? new Arg.Omitted() : Numbers.pages(places.free().start());
      case "off" -> odd(2) ? Numbers.pages(Numbers.FILE_OFFSETS.pick(random)) : Numbers.pages(0);
      default -> Numbers.pages(places.used().start());
    };
  }

  /** Whether a call takes pages of the arena, and not of a file. */
  private static boolean isMemory(Signature signature) {
    return switch (signature.name()) {
      case "fread", "fwrite", "fpunch", "fmove", "rb", "wb", "protb", "unmapb", "sealb", "uregb" ->
          false;
      default -> true;
    };
  }

  private long length(Signature signature, Span at) {
    long most = limit(signature);
    if (most > 64 * Arena.PAGE && odd(14)) {
      return Numbers.LENGTHS.pick(random);
    }
    boolean bent = odd(20) && !signature.name().equals("arena");
    return bent ? Numbers.SMALL_LENGTHS.pick(random) : Math.min(at.bytes(), most);
  }

  /** Calls that touch each page of a range get short ones, and what is made of pages few. */
  private static long limit(Signature signature) {
    return switch (signature.name()) {
      case "unmap", "prot", "adv", "seal", "msync" -> Long.MAX_VALUE;
      case "brk", "shm", "ftrunc", "bind_map", "arena", "mmapany" -> 12 * Arena.PAGE;
      case "rd", "wr" -> 3 * Arena.PAGE;
      default -> 64 * Arena.PAGE;
    };
  }

  private long resized(long bytes) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> bytes;
      case 3 -> Math.max(Arena.PAGE, bytes / 2 / Arena.PAGE * Arena.PAGE);
      case 4 -> Math.min(bytes * 2, 4096 * Arena.PAGE);
      case 5, 6 -> (1 + random.nextInt(16)) * Arena.PAGE;
      default -> odd(2) ? Numbers.LENGTHS.pick(random) : bytes;
    };
  }

  private Arg bytes(Signature signature, Param param, Span at) {
    boolean raw = signature.name().endsWith("_raw");
    if (param.name().equals("addr")) {
      return Numbers.address(odd(4) ? Numbers.PLACES.pick(random) : at.start());
    }
    if (raw && odd(3)) {
      boolean touches = signature.name().equals("lock_raw") || signature.name().equals("adv_raw");
      return Numbers.bytes((touches ? Numbers.SMALL_LENGTHS : Numbers.LENGTHS).pick(random));
    }
    long most =
        signature.kinds().contains(CallKind.KERNEL_ACCESS) ? 8 * Arena.PAGE : 64 * Arena.PAGE;
    return Numbers.bytes(Math.min(at.bytes(), most));
  }

  private long number(Signature signature, Param param) {
    return switch (signature.name()) {
      case "lock2" -> LOCK_FLAGS.pick(random);
      case "lockall" -> LOCKALL_FLAGS.pick(random);
      case "shmat" -> SHMAT_FLAGS.pick(random);
      case "seal", "sealb" -> SEAL_FLAGS.pick(random);
      case "rfp" ->
          param.name().equals("pgoff") ? random.nextInt(18) : REMAP_FILE_PAGES.pick(random);
      case "pvr", "pvw" -> 999_999;
      case "prot" -> NEVER_ALLOCATED_KEY;
      case "uwp" -> random.nextInt(2);
      default -> random.nextInt(8);
    };
  }

  private Arg prot() {
    String letters = Words.PROTS.pick(random);
    return odd(30)
        ? new Arg.Prot(letters, Optional.of(Numbers.whole(Words.PROT_BITS.pick(random))))
        : new Arg.Prot(letters, Optional.empty());
  }

  private Arg words(Signature signature, Param param) {
    if (param.name().equals("fd") && !param.required() && !odd(10)) {
      return new Arg.Omitted();
    }
    Weighted<String> words =
        switch (param.name()) {
          case "advice" -> Words.ADVICE;
          case "fl" -> flags(signature);
          case "ex" -> signature.name().equals("map_raw") ? Words.RAW_FLAGS : Words.MAP_FLAGS;
          case "fd" -> param.required() ? Words.OPEN_FILES : Words.FILES;
          case "sync" -> Words.MSYNC_FLAGS;
          case "limit" -> Words.LIMITS;
          case "features" -> Words.FEATURES;
          case "modes" -> Words.UFFD_MODES;
          default -> Words.SPECIALS;
        };
    return new Arg.Text(words.pick(random));
  }

  private static Weighted<String> flags(Signature signature) {
    return switch (signature.name()) {
      case "remap" -> Words.REMAP_LETTERS;
      case "sp_remap" -> Words.SPECIAL_REMAP_LETTERS;
      default -> Words.MAP_LETTERS;
    };
  }

  private String text(String call) {
    return switch (call) {
      case "smaps" -> Words.SMAPS_FIELDS.pick(random);
      case "hasflag" -> Words.VM_FLAGS.pick(random);
      case "count" -> random.nextInt(2) == 0 ? "mapcnt" : "unmapcnt";
      default -> "x";
    };
  }

  /** One time in so many. */
  private boolean odd(int times) {
    return random.nextInt(times) == 0;
  }
}
