// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.mm.Invariants;
import org.mmkit.mm.Process;
import org.mmkit.mm.UserfaultfdCtx;
import org.mmkit.mm.proc.ProcMaps;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** Processes beside the program's own: forked ones, also such as live on, and CLONE_VM partners. */
final class ChildCalls {
  private ChildCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("fork", ChildCalls::fork);
    handlers.put("vfork", ChildCalls::vfork);
    handlers.put("child", ChildCalls::child);
    handlers.put("child_kill", ChildCalls::kill);
    handlers.put("child_exit", ChildCalls::exit);
    handlers.put("child_pvr", ChildCalls::read);
    handlers.put("child_maps", ChildCalls::maps);
    handlers.put("mrelease", ChildCalls::release);
    handlers.put("core", (context, call) -> CallContext.result(context.events().dumpCore()));
  }

  /** The child runs while its parent waits for it, as a task that calls waitpid does. */
  private static String fork(CallContext context, Call call) {
    Process process = context.syscalls().fork();
    if (process == null) {
      return "EINTR";
    }
    CallContext child = context.inProcess(process);
    String results = runWithOwnDescriptors(child, call);
    Invariants.checkUnlessShared(process.mm());
    child.task().exit();
    return results;
  }

  /**
   * The child shares the memory of its parent, which waits. A fatal signal that comes to the parent
   * before the child's call ends both, with nothing done.
   */
  private static String vfork(CallContext context, Call call) {
    CallContext child = context.inProcess(context.syscalls().cloneVm());
    String results = runWithOwnDescriptors(child, call);
    child.task().exit();
    return results.isEmpty() ? "EINTR" : results;
  }

  /** Others know the child once its calls are done. */
  private static String child(CallContext context, Call call) {
    KernelObjects objects = context.world().objects();
    if (objects.child != null || objects.forking) {
      return "EBUSY";
    }
    objects.forking = true;
    Process process = context.syscalls().fork();
    String results = "EINTR";
    if (process != null) {
      results = runWithOwnDescriptors(context.inProcess(process), call);
      objects.child = process;
    }
    objects.forking = false;
    return results;
  }

  /** A userfaultfd that a child opens is none of its parent's. */
  private static String runWithOwnDescriptors(CallContext child, Call call) {
    KernelObjects objects = child.world().objects();
    UserfaultfdCtx own = objects.userfaultfd;
    String results = runOps(child, call);
    objects.userfaultfd = own;
    return results;
  }

  private static String runOps(CallContext child, Call call) {
    List<String> results = new ArrayList<>();
    for (Call op : call.ops("ops")) {
      if (!child.task().task().killed()) {
        results.add(CallTable.run(child, op));
      }
    }
    return String.join(",", results);
  }

  private static String kill(CallContext context, Call call) {
    Process child = context.world().objects().child;
    if (child == null) {
      return "ESRCH";
    }
    child.kill();
    return "OK";
  }

  /** The calling task does what the child's last thread would do. */
  private static String exit(CallContext context, Call call) {
    return end(context) ? "OK" : "ESRCH";
  }

  /** Ends the child that lives on, if there is one. */
  static boolean end(CallContext context) {
    Process child = context.world().objects().child;
    context.world().objects().child = null;
    if (child != null) {
      context.inProcess(child).task().exit();
    }
    return child != null;
  }

  private static String read(CallContext context, Call call) {
    Process child = context.world().objects().child;
    if (child == null) {
      return "ESRCH";
    }
    long address = call.address("a", context.env());
    byte[] data = new byte[1];
    long done = context.syscalls().processVmReadv(child.pid(), address, data);
    return done < 0 ? CallContext.result(done) : AccessCalls.value(data[0] & 0xff);
  }

  private static String maps(CallContext context, Call call) {
    Process child = context.world().objects().child;
    return MapsCalls.textOf(child == null ? List.of() : new ProcMaps(context.task()).read(child));
  }

  private static String release(CallContext context, Call call) {
    Process child = context.world().objects().child;
    return child == null
        ? "ESRCH"
        : CallContext.result(context.syscalls().processMrelease(child.pid()));
  }
}
