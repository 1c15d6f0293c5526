// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Task;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** What tasks of a concurrent program do beside memory: flags, counters, signals and pins. */
final class ConcurrencyCalls {
  /** What {@code watch} answers if the mapping came or went meanwhile: then anything is right. */
  private static final String NOT_MAPPED_THROUGHOUT = "RACED";

  private ConcurrencyCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("arena", ConcurrencyCalls::arena);
    handlers.put("post", ConcurrencyCalls::post);
    handlers.put("wait", ConcurrencyCalls::await);
    handlers.put("kill", ConcurrencyCalls::kill);
    handlers.put("gup", (context, call) -> pin(context, call, false));
    handlers.put("gupf", (context, call) -> pin(context, call, true));
    handlers.put("pinned", ConcurrencyCalls::readPinned);
    handlers.put("unpin", ConcurrencyCalls::unpin);
    handlers.put("count", ConcurrencyCalls::count);
    handlers.put("watch", ConcurrencyCalls::watch);
  }

  private static String arena(CallContext context, Call call) {
    long start = call.address("a", context.env());
    long length = call.pages("n", context.env());
    boolean whole = start % Arena.PAGE == 0 && length % Arena.PAGE == 0 && length > 0;
    boolean inUserSpace =
        Long.compareUnsigned(length, Arena.TASK_SIZE) <= 0
            && Long.compareUnsigned(start, Arena.TASK_SIZE - length) <= 0;
    if (!whole || !inUserSpace) {
      return CallContext.result(-Errno.EINVAL);
    }
    context.mm().layout().confineMmap(start, start + length);
    return "OK";
  }

  private static String post(CallContext context, Call call) {
    context.world().flag(call.text("name")).post();
    return "OK";
  }

  private static String await(CallContext context, Call call) {
    return CallContext.result(context.world().flag(call.text("name")).await(context.task()));
  }

  /**
   * A fatal signal: killable waits of the task end, and it goes no further than its present call.
   */
  private static String kill(CallContext context, Call call) {
    Task victim =
        Objects.requireNonNull(context.world().tasks().get(call.text("task")), "no such task");
    context.kernel().machine().step(StepKind.USER_EVENT, victim.id(), Access.WRITE);
    victim.kill();
    return "OK";
  }

  private static String pin(CallContext context, Call call, boolean fast) {
    long address = call.address("a", context.env());
    long frame = fast ? context.events().pinFast(address) : context.events().pin(address);
    if (frame < 0) {
      return CallContext.result(frame);
    }
    Integer before = context.world().pins().put(page(address), (int) frame);
    if (before != null) {
      context.events().unpin(before);
    }
    return "OK";
  }

  private static String readPinned(CallContext context, Call call) {
    long address = call.address("a", context.env());
    // Another task may replace the pin, or drop it: it is looked up when it is read.
    int value = context.events().readPinned(() -> pinOf(context, address), address);
    return value < 0 ? CallContext.result(value) : AccessCalls.value(value);
  }

  private static @Nullable Integer pinOf(CallContext context, long address) {
    return context.world().pins().get(page(address));
  }

  private static String unpin(CallContext context, Call call) {
    long address = call.address("a", context.env());
    Integer frame = context.world().pins().remove(page(address));
    return CallContext.result(frame == null ? -22 : context.events().unpin(frame));
  }

  private static long page(long address) {
    return address >> 12;
  }

  /**
   * Counts an event; those named {@code mapcnt} and {@code unmapcnt} are what {@link #watch} goes
   * by.
   */
  private static String count(CallContext context, Call call) {
    context.world().counter(call.text("name")).addAndGet(1);
    return "OK";
  }

  /**
   * Loads a byte and says what came of it if the page was mapped throughout: the counter {@code
   * mapcnt} is counted after a mmap, {@code unmapcnt} before a munmap. After LTP's mtest06/mmap1.
   */
  private static String watch(CallContext context, Call call) {
    long mapped = context.world().counter("mapcnt").readAcquire();
    long unmapped = context.world().counter("unmapcnt").readAcquire();
    String loaded = AccessCalls.value(context.memory().load(call.address("a", context.env())));
    boolean steady =
        mapped > unmapped
            && mapped == context.world().counter("mapcnt").readAcquire()
            && unmapped == context.world().counter("unmapcnt").readAcquire();
    return steady ? loaded : NOT_MAPPED_THROUGHOUT;
  }
}
