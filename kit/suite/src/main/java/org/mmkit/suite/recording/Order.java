// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.mmkit.mm.uapi.Addr;

/**
 * What of a recording has to come before what, whatever the strategy. A mapping is made before
 * another task uses it, and is used before another one takes it away. A log says neither, but shows
 * an order in which all this went well: a mapping is there from the return of the call that makes
 * it to the beginning of the call that takes it away.
 */
final class Order {
  private static final int MREMAP_DONTUNMAP = 4;

  /** No program is larger, nor its stack. */
  private static final long USED_AT_ONCE_MAX = 1L << 30;

  private final List<RecordedTask> tasks;
  private final List<Image> images = new ArrayList<>();
  private final Coverage coverage = new Coverage();
  private final Member[] members;

  /** Files of logs that were made with -y. */
  private final TreeMap<String, Integer> byName = new TreeMap<>();

  private int files;

  /** One of all events, and its place in the order. */
  private record Placed(long key, int task, int index, Event event) {}

  /** What a task has while the log is read. */
  private static final class Member {
    Space space = new Space();
    TreeMap<String, Integer> open = new TreeMap<>();
    final TreeMap<Integer, Integer> knows = new TreeMap<>();
  }

  Order(List<RecordedTask> tasks) {
    this.tasks = tasks;
    this.members = new Member[tasks.size()];
    for (int i = 0; i < members.length; i++) {
      members[i] = new Member();
    }
  }

  /** Sets what each event needs, the files that are mapped, and what each execve maps. */
  void find() {
    for (Placed placed : placed()) {
      happens(placed);
    }
  }

  List<Image> images() {
    return images;
  }

  int files() {
    return files;
  }

  Coverage coverage() {
    return coverage;
  }

  private List<Placed> placed() {
    List<Placed> all = new ArrayList<>();
    long[] begins = new long[tasks.size()];
    // A task has a higher number than the one that starts it.
    for (int task = 0; task < tasks.size(); task++) {
      long key = begins[task];
      List<Event> events = tasks.get(task).events();
      for (int i = 0; i < events.size(); i++) {
        Event event = events.get(i);
        key = Math.max(key, isThereAfterwards(event) ? event.toNs : event.fromNs);
        all.add(new Placed(key, task, i, event));
        if (event.verb.starts()) {
          begins[event.task] = key;
        }
      }
    }
    all.sort(
        Comparator.comparingLong(Placed::key)
            .thenComparingInt(Placed::task)
            .thenComparingInt(Placed::index));
    return all;
  }

  private static boolean isThereAfterwards(Event event) {
    return switch (event.verb) {
      case MUNMAP, FAULT, FORK, SPAWN, THREAD, EXEC, END -> false;
      default -> true;
    };
  }

  private void happens(Placed placed) {
    Event event = placed.event;
    Member member = members[placed.task];
    List<Integer> needs = new ArrayList<>(0);
    Segments.Before before = (task, done) -> need(placed.task, member, needs, task, done);
    int done = placed.index + 1;
    switch (event.verb) {
      case FAULT -> fault(placed, member, before);
      case FORK, SPAWN, THREAD -> start(member, event, before);
      case EXEC -> exec(member, event);
      case BRK -> brk(placed, member, before);
      case MMAP -> mmap(placed, member, before);
      case MREMAP -> mremap(placed, member, before);
      case MUNMAP -> {
        if (event.succeeded()) {
          unmap(member, event.address, event.length, placed, before);
        }
      }
      case MPROTECT, MADVISE, MLOCK, MUNLOCK, MSYNC, MINCORE, MSEAL -> {
        if (event.succeeded() && event.length > 0) {
          use(member, event, placed.task, done, before);
        }
      }
      default -> {}
    }
    if (!needs.isEmpty()) {
      event.needs = needs.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  private static void need(int own, Member member, List<Integer> needs, int task, int done) {
    if (task != own && member.knows.getOrDefault(task, 0) < done) {
      member.knows.put(task, done);
      needs.add(task);
      needs.add(done);
    }
  }

  private void fault(Placed placed, Member member, Segments.Before before) {
    long address = placed.event.address;
    Segment segment = member.space.segments.at(address);
    if (segment == null) {
      boolean possible = address >= Image.LOWEST && address < Addr.TASK_SIZE;
      coverage.unknown(possible);
      if (possible) {
        member.space.image.use(address);
      }
      return;
    }
    coverage.known(segment.mapped);
    before.tell(segment.writer, segment.writerDone);
    segment.read(placed.task, placed.index + 1);
  }

  private void start(Member member, Event event, Segments.Before before) {
    Member child = members[event.task];
    child.space = event.verb == Verb.FORK ? member.space.copy() : member.space;
    child.open = event.verb == Verb.THREAD ? member.open : new TreeMap<>(member.open);
    child.knows.putAll(member.knows);
    if (event.verb == Verb.FORK) {
      member.space.segments.all(before);
    }
  }

  private void exec(Member member, Event event) {
    member.space = new Space();
    event.file = images.size();
    images.add(member.space.image);
  }

  private void brk(Placed placed, Member member, Segments.Before before) {
    Event event = placed.event;
    long old = Addr.pageAlign(member.space.brk());
    if (event.result == Event.ANY) {
      return;
    }
    long now = Addr.pageAlign(event.result);
    if (old != 0 && now > old) {
      map(member, old, now - old, placed, before);
    } else if (old != 0 && now < old) {
      unmap(member, now, old - now, placed, before);
    }
    member.space.setBrk(event.result);
  }

  private void mmap(Placed placed, Member member, Segments.Before before) {
    Event event = placed.event;
    if (!event.opened.isEmpty()) {
      event.file = file(member, event);
    }
    if (event.succeeded()) {
      map(member, event.result, event.length, placed, before);
    }
  }

  /** A file that has a name is the same one for all; else each is new where it begins. */
  private int file(Member member, Event event) {
    int name = event.opened.indexOf('<');
    boolean named = name >= 0;
    TreeMap<String, Integer> known = named ? byName : member.open;
    String key = named ? event.opened.substring(name) : event.opened;
    boolean fresh = !named && !event.isFixed() && event.second == 0;
    int number = fresh ? files++ : known.computeIfAbsent(key, one -> files++);
    known.put(key, number);
    return number;
  }

  private void mremap(Placed placed, Member member, Segments.Before before) {
    Event event = placed.event;
    if (!event.succeeded()) {
      return;
    }
    use(member, event, placed.task, placed.index + 1, before);
    if ((event.flags & MREMAP_DONTUNMAP) == 0 && event.length > 0) {
      unmap(member, event.address, event.length, placed, before);
    }
    map(member, event.result, event.second, placed, before);
  }

  private static void map(
      Member member, long start, long length, Placed placed, Segments.Before before) {
    long end = Addr.pageAlign(start + length);
    member.space.image.map(start, end);
    member.space.segments.change(start, end, true, placed.task, placed.index + 1, before);
  }

  private static void unmap(
      Member member, long start, long length, Placed placed, Segments.Before before) {
    long end = Addr.pageAlign(start + length);
    if (end > start) {
      member.space.segments.change(start, end, false, placed.task, placed.index + 1, before);
    }
  }

  /** What is used and was never mapped was there from the beginning. */
  private static void use(Member member, Event event, int task, int done, Segments.Before before) {
    long end = Addr.pageAlign(event.end());
    long most = Math.min(end, event.address + USED_AT_ONCE_MAX);
    for (long page = event.address; page < most; page += Addr.PAGE_SIZE) {
      Segment known = member.space.segments.at(page);
      if (known == null) {
        member.space.image.use(page);
      } else {
        page = known.end - Addr.PAGE_SIZE;
      }
    }
    member.space.segments.use(event.address, end, task, done, before);
  }
}
