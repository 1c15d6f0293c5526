// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.machine.WaitQueue;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.syscall.Syscalls;
import org.mmkit.mm.uapi.MmapFlags;

/** Replays one task of a recording. */
final class Player {
  private static final long PS_PER_NS = 1000;
  private static final int IMAGE_PROT =
      MmapFlags.PROT_READ | MmapFlags.PROT_WRITE | MmapFlags.PROT_EXEC;
  private static final int IMAGE_FLAGS = MmapFlags.MAP_PRIVATE | MmapFlags.MAP_FIXED;

  private final Replay replay;
  private final RecordedTask task;
  private final Shift shift;
  private final Machine machine;
  private final WaitQueue progress;
  private @Nullable Life life;
  private int done;

  /** What the task is now: a thread of a process. */
  private static final class Life {
    final Crew crew;
    final TaskStruct struct;
    final Syscalls syscalls;
    final UserMemory memory;

    Life(Crew crew, TaskStruct struct) {
      this.crew = crew;
      this.struct = struct;
      this.syscalls = new Syscalls(struct);
      this.memory = new UserMemory(struct);
    }
  }

  Player(Replay replay, RecordedTask task, Shift shift) {
    this.shift = shift;
    this.replay = replay;
    this.task = task;
    this.machine = replay.machine();
    this.progress = new WaitQueue(machine, "task " + task.tid() + " of the recording");
  }

  /** From its first event to its last. */
  void live(Crew crew) {
    life = new Life(crew, struct(crew));
    for (Event event : task.events()) {
      if (machine.aborting()) {
        return;
      }
      if (event.gapNs > 0) {
        machine.delay(shift.of(event.gapNs) * PS_PER_NS);
      }
      for (int i = 0; i < event.needs.length; i += 2) {
        replay.player(event.needs[i]).await(event.needs[i + 1]);
      }
      play(life, event);
      done++;
      progress.wakeAll();
    }
  }

  private TaskStruct struct(Crew crew) {
    return new TaskStruct(replay.kernel(), machine.running(), crew.process);
  }

  /** Waits until this task has done so many events. */
  private void await(int events) {
    while (done < events && !machine.aborting()) {
      progress.sleep();
    }
  }

  /** Waits until this task has ended. */
  private void awaitEnd() {
    await(task.events().size());
  }

  /** Waits until this task has an address space of its own, or has ended. */
  private void awaitExec() {
    int count = 0;
    for (Event event : task.events()) {
      count++;
      if (event.verb == Verb.EXEC) {
        break;
      }
    }
    await(count);
  }

  private void play(Life now, Event event) {
    switch (event.verb) {
      case FAULT -> fault(now, event);
      case FORK -> fork(now, event);
      case SPAWN -> spawn(now, event);
      case THREAD -> {
        now.crew.join();
        replay.spawn(event.task, now.crew);
      }
      case EXEC -> exec(now, event);
      case WAIT -> replay.player(event.task).awaitEnd();
      case END -> leave(now);
      default -> {
        MemoryCalls again = new MemoryCalls(replay, now.syscalls);
        timed(event, () -> again.make(event));
      }
    }
  }

  private void timed(Event event, LongSupplier call) {
    long fromPs = machine.nowPs();
    long result = within(event.verb, call);
    if (!machine.aborting()) {
      replay.called(event, result, machine.nowPs() - fromPs);
    }
  }

  private long within(Verb verb, LongSupplier call) {
    replay.sites().enter(machine.running(), verb.site());
    long result = call.getAsLong();
    machine.deferredCosts().pay();
    replay.sites().leave(machine.running());
    return result;
  }

  private void fault(Life now, Event event) {
    long fromPs = machine.nowPs();
    long result =
        within(
            Verb.FAULT,
            () ->
                switch (event.prot) {
                  case FaultReader.WRITES -> now.memory.store(event.address, 1);
                  case FaultReader.EXECUTES -> now.memory.execute(event.address);
                  default -> now.memory.load(event.address);
                });
    replay.touched((int) result, machine.nowPs() - fromPs);
  }

  private void fork(Life now, Event event) {
    Process[] child = new Process[1];
    timed(
        event,
        () -> {
          child[0] = now.syscalls.fork();
          return event.result;
        });
    begin(child[0], event);
  }

  private void spawn(Life now, Event event) {
    Process[] child = new Process[1];
    timed(
        event,
        () -> {
          child[0] = now.syscalls.cloneVm();
          return event.result;
        });
    begin(child[0], event);
  }

  private void begin(@Nullable Process child, Event event) {
    if (child != null && !machine.aborting()) {
      replay.spawn(event.task, new Crew(child));
      if (event.waits) {
        replay.player(event.task).awaitExec();
      }
    }
  }

  private void exec(Life now, Event event) {
    Image image = replay.image(event.file);
    leave(now);
    Crew crew = new Crew(replay.newProcess(image.heap));
    Life next = new Life(crew, struct(crew));
    life = next;
    within(
        Verb.EXEC,
        () -> {
          image.ranges().forEach(range -> map(next, range));
          return 0;
        });
  }

  private void map(Life now, Image.Range range) {
    now.syscalls.mmap(
        range.start(),
        range.length(),
        IMAGE_PROT,
        range.stack() ? IMAGE_FLAGS | MmapFlags.MAP_ANONYMOUS : IMAGE_FLAGS,
        range.stack() ? null : replay.newFile(),
        0);
  }

  private void leave(Life now) {
    if (now.crew.leave()) {
      long fromPs = machine.nowPs();
      within(
          Verb.END,
          () -> {
            now.struct.exit();
            return 0;
          });
      replay.left(machine.nowPs() - fromPs);
    }
  }
}
