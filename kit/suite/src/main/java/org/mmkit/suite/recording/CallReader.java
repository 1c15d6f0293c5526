// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.suite.BadInputException;

/** What the calls of a log mean. */
final class CallReader {
  /** Calls of %memory, %process and their neighbours that change no mapping that the model has. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          """
          kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_send_signal pidfd_open
          pidfd_getfd arch_prctl prctl set_tid_address set_robust_list get_robust_list rseq
          personality unshare setns ptrace process_mrelease membarrier prlimit64 getrlimit
          setrlimit mbind set_mempolicy get_mempolicy migrate_pages move_pages
          set_mempolicy_home_node io_setup io_destroy pkey_alloc pkey_free shmget shmctl shmat
          shmdt map_shadow_stack cachestat userfaultfd memfd_create process_madvise
          process_vm_readv process_vm_writev remap_file_pages restart_syscall
          """
              .split("\\s+"));

  private static final Pattern FLAGS = Pattern.compile("flags=([^,}\\s]+)");
  private static final Pattern CHILD = Pattern.compile("si_pid=(\\d+)");
  private static final Pattern TRACED_PID = Pattern.compile("(\\d+) in strace's PID NS");
  private static final int CHILD_IN_INFO = 2;

  private final String file;
  private final Tally tally;

  CallReader(String file, Tally tally) {
    this.file = file;
    this.tally = tally;
  }

  /**
   * What is to be done again; empty if nothing is.
   *
   * @throws BadInputException if the call is not known, or cannot be read
   */
  Optional<Event> read(RawCall call) {
    try {
      return meaning(call);
    } catch (NumberFormatException e) {
      throw bad(call, call.text() + " has no number where one should be");
    }
  }

  private Optional<Event> meaning(RawCall call) {
    return switch (call.name()) {
      case "mmap", "mmap2" -> Optional.of(mmap(call));
      case "munmap" -> Optional.of(range(Verb.MUNMAP, call));
      case "brk" -> Optional.of(brk(call));
      case "mremap" -> Optional.of(mremap(call));
      case "mprotect", "pkey_mprotect" -> Optional.of(mprotect(call));
      case "madvise" -> madvise(call);
      case "mlock", "mlock2" -> Optional.of(flagged(Verb.MLOCK, call, Words.LOCK));
      case "munlock" -> Optional.of(range(Verb.MUNLOCK, call));
      case "mlockall" -> Optional.of(mlockall(call));
      case "munlockall" -> Optional.of(event(Verb.MUNLOCKALL, call));
      case "msync" -> Optional.of(flagged(Verb.MSYNC, call, Words.SYNC));
      case "mincore" -> Optional.of(range(Verb.MINCORE, call));
      case "mseal" -> Optional.of(range(Verb.MSEAL, call));
      case "clone", "clone2", "clone3", "fork", "vfork" -> start(call);
      case "execve", "execveat" -> exec(call);
      case "wait4", "waitpid" -> awaited(call, call.result());
      case "waitid" -> awaited(call, first(CHILD, call.arg(CHILD_IN_INFO)));
      case "exit", "exit_group", "???" -> Optional.empty();
      default -> other(call);
    };
  }

  private Optional<Event> other(RawCall call) {
    if (!WITHOUT_EFFECT.contains(call.name())) {
      throw bad(
          call,
          call.name()
              + " is no call of %memory or %process that is known here, so nobody can say what it"
              + " does to memory. "
              + LogReader.HOW.substring(0, LogReader.HOW.length() - 1));
    }
    tally.leftAway(call.name());
    return Optional.empty();
  }

  private Event event(Verb verb, RawCall call) {
    Event event = new Event(verb, call.line(), call.fromNs(), call.toNs());
    event.error = call.error();
    if (call.returned() && !call.failed()) {
      event.result = Args.number(call.result());
    }
    return event;
  }

  private Event range(Verb verb, RawCall call) {
    Event event = event(verb, call);
    event.address = Args.number(call.arg(0));
    event.length = Args.number(call.arg(1));
    return event;
  }

  private Event flagged(Verb verb, RawCall call, Words words) {
    Event event = range(verb, call);
    event.flags = words.bits(call.arg(2), tally);
    return event;
  }

  private Event mmap(RawCall call) {
    Event event = range(Verb.MMAP, call);
    event.prot = Words.PROT.bits(call.arg(2), tally);
    event.flags = Words.MAP.bits(call.arg(3), tally);
    event.second = Args.number(call.arg(5));
    if (call.name().equals("mmap2") && !call.arg(5).startsWith("0x")) {
      event.second *= Addr.PAGE_SIZE;
    }
    if ((event.flags & MmapFlags.MAP_ANONYMOUS) == 0) {
      event.opened = call.arg(4);
    }
    return event;
  }

  private Event brk(RawCall call) {
    Event event = event(Verb.BRK, call);
    event.address = Args.number(call.arg(0));
    return event;
  }

  private Event mremap(RawCall call) {
    Event event = range(Verb.MREMAP, call);
    event.second = Args.number(call.arg(2));
    event.flags = Words.MREMAP.bits(call.arg(3), tally);
    event.third = call.args().size() > 4 ? Args.number(call.arg(4)) : 0;
    return event;
  }

  private Event mprotect(RawCall call) {
    Event event = range(Verb.MPROTECT, call);
    event.prot = Words.PROT.bits(call.arg(2), tally);
    if (call.name().startsWith("pkey") && !call.arg(3).equals("-1")) {
      tally.leftAway("protection key of pkey_mprotect");
    }
    return event;
  }

  private Optional<Event> madvise(RawCall call) {
    Event event = range(Verb.MADVISE, call);
    String name = call.arg(2).replaceAll("/\\*.*?\\*/", "").strip();
    for (Advice advice : Advice.values()) {
      if (name.equals("MADV_" + advice)) {
        event.advice = advice;
        return Optional.of(event);
      }
    }
    tally.leftAway("madvise with " + name);
    return Optional.empty();
  }

  private Event mlockall(RawCall call) {
    Event event = event(Verb.MLOCKALL, call);
    event.flags = Words.LOCK.bits(call.arg(0), tally);
    return event;
  }

  private Optional<Event> start(RawCall call) {
    if (!call.returned() || call.failed()) {
      tally.leftAway(call.name() + " that failed");
      return Optional.empty();
    }
    String flags = call.name().equals("vfork") ? "CLONE_VM|CLONE_VFORK" : first(FLAGS, call.text());
    boolean shares = flags.contains("CLONE_VM");
    boolean thread = flags.contains("CLONE_THREAD");
    Event event = event(thread ? Verb.THREAD : shares ? Verb.SPAWN : Verb.FORK, call);
    event.waits = flags.contains("CLONE_VFORK");
    String traced = first(TRACED_PID, call.comment());
    event.task = (int) (traced.isEmpty() ? event.result : Args.number(traced));
    return Optional.of(event);
  }

  private Optional<Event> exec(RawCall call) {
    if (call.returned() && !call.failed()) {
      return Optional.of(event(Verb.EXEC, call));
    }
    tally.leftAway(call.name() + " that failed");
    return Optional.empty();
  }

  private Optional<Event> awaited(RawCall call, String child) {
    if (!call.returned() || call.failed() || child.isEmpty() || child.equals("0")) {
      return Optional.empty();
    }
    Event event = event(Verb.WAIT, call);
    event.task = (int) Args.number(child);
    return Optional.of(event);
  }

  private static String first(Pattern pattern, String text) {
    Matcher m = pattern.matcher(text);
    return m.find() ? m.group(1) : "";
  }

  private BadInputException bad(RawCall call, String why) {
    return new BadInputException(file + ":" + call.line() + ": " + why + ".");
  }
}
