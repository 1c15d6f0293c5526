// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The objects that can be mapped, and the frames of all pages in memory. */
final class Objects {

  /** No object: private memory without a file. */
  static final int NONE = 0;

  static final int FILE = 1;
  static final int MEMFD = 2;
  static final int CODE = 3;
  static final int DEVICE = 4;
  private static final int FIRST_OTHER = 5;

  /** The frame that untouched private memory shows when it is read. */
  static final int ZERO_FRAME = 0;

  private static final int FILE_PAGES = 16;
  private static final long DEVICE_PAGES = 4;

  private final TreeMap<Integer, Backing> backings = new TreeMap<>();
  private final TreeMap<Integer, Content> frames = new TreeMap<>();

  /** For shared huge memory: the first pages of huge pages that are promised and not there yet. */
  private final TreeMap<Integer, TreeSet<Long>> promised = new TreeMap<>();

  private final TreeSet<Integer> unknown = new TreeSet<>();
  private final TreeSet<Integer> unsure = new TreeSet<>();
  private int nextObject = FIRST_OTHER;
  private int nextFrame = 1;
  private boolean zeroPage = true;

  /** F with its letters, an empty memfd of the same size, the code file, and a driver's memory. */
  static Objects fresh() {
    Objects objects = new Objects();
    long bytes = (long) FILE_PAGES * Pages.SIZE;
    objects.backings.put(FILE, new Backing(Backing.Kind.FILE, bytes, new TreeMap<>()));
    objects.backings.put(MEMFD, new Backing(Backing.Kind.MEMFD, bytes, new TreeMap<>()));
    objects.backings.put(CODE, new Backing(Backing.Kind.CODE, bytes, new TreeMap<>()));
    Backing device = new Backing(Backing.Kind.DEVICE, DEVICE_PAGES * Pages.SIZE, new TreeMap<>());
    objects.backings.put(DEVICE, device);
    for (int page = 0; page < FILE_PAGES; page++) {
      int frame = objects.newFrame(Content.full('A' + page));
      objects.get(FILE).resident().put((long) page, frame);
    }
    return objects;
  }

  Objects copy() {
    Objects copy = new Objects();
    backings.forEach((id, backing) -> copy.backings.put(id, backing.copy()));
    copy.frames.putAll(frames);
    promised.forEach((object, heads) -> copy.promised.put(object, new TreeSet<>(heads)));
    copy.unknown.addAll(unknown);
    copy.unsure.addAll(unsure);
    copy.nextObject = nextObject;
    copy.nextFrame = nextFrame;
    copy.zeroPage = zeroPage;
    return copy;
  }

  /** On a kernel that maps no page of zeroes, memory that is read gets a page of its own. */
  void forbidZeroPage() {
    zeroPage = false;
  }

  /** The frame of private memory that is read before it is stored to. */
  int zeroes() {
    return zeroPage ? ZERO_FRAME : newFrame(Content.ZERO);
  }

  /** The code file is mapped: a breakpoint may bring any of its pages before it is touched. */
  void bringCode() {
    for (long page = 0; page < FILE_PAGES; page++) {
      unknown.add(frameOf(CODE, page));
    }
  }

  /** From now on nobody knows the bytes of a frame. */
  void forget(int frame) {
    unknown.add(frame);
  }

  /**
   * Whether nobody knows the bytes of a frame: those of the code file, copies of it, and others.
   */
  boolean isUnknown(int frame) {
    return unknown.contains(frame);
  }

  /** A new frame with what another one holds. */
  int copyOf(int frame) {
    int copy = newFrame(content(frame));
    if (unknown.contains(frame)) {
      unknown.add(copy);
    }
    return copy;
  }

  Backing get(int object) {
    return java.util.Objects.requireNonNull(backings.get(object));
  }

  /** A new object of so many bytes, all zero. */
  int create(Backing.Kind kind, long bytes) {
    backings.put(nextObject, new Backing(kind, bytes, new TreeMap<>()));
    return nextObject++;
  }

  int newFrame(Content content) {
    frames.put(nextFrame, content);
    return nextFrame++;
  }

  Content content(int frame) {
    return frame == ZERO_FRAME ? Content.ZERO : stored(frame);
  }

  private Content stored(int frame) {
    return java.util.Objects.requireNonNull(frames.get(frame));
  }

  void store(int frame, int offset, int value) {
    frames.put(frame, stored(frame).with(offset, value));
  }

  void store(int frame, int offset, int bytes, int value) {
    frames.put(frame, stored(frame).with(offset, bytes, value));
  }

  /** Whether a page of an object lies behind its last page. */
  boolean isBehindEnd(int object, long page) {
    Backing backing = get(object);
    return page < 0
        || page >= Pages.of(Pages.alignUp(backing.bytes()))
        || backing.kind() == Backing.Kind.BINDER && !backing.resident().containsKey(page);
  }

  /** The frame of an object's page; brought into memory if it is not there. */
  int frameOf(int object, long page) {
    return get(object).resident().computeIfAbsent(page, p -> newFrame(Content.ZERO));
  }

  /** Clean pages of an object may have been dropped; what they hold can be had again. */
  void mayLeaveMemory(int object) {
    unsure.add(object);
  }

  /** Whether it is known which pages of an object are in memory. */
  boolean isResidencyKnown(int object) {
    return !unsure.contains(object);
  }

  TreeSet<Long> promised(int object) {
    return promised.computeIfAbsent(object, id -> new TreeSet<>());
  }

  /** The objects of shared huge memory. */
  List<Integer> hugeObjects() {
    return List.copyOf(promised.keySet());
  }

  /** The huge pages of an object that are in memory. */
  long hugePages(int object) {
    return get(object).resident().keySet().stream().filter(Pages::isHugeAligned).count();
  }

  void forgetHuge(int object) {
    promised.remove(object);
    get(object).resident().clear();
  }

  /** Makes pages zero that stay in memory. */
  void clearPages(int object, long from, long to) {
    get(object).resident().subMap(from, to).replaceAll((page, frame) -> newFrame(Content.ZERO));
  }

  /** Changes the size; what is cut off is lost, what is added is zero. */
  void resize(int object, long bytes) {
    Backing backing = get(object);
    long edge = Math.min(bytes, backing.bytes());
    long last = Math.max(backing.bytes(), bytes);
    zero(object, edge, bytes > backing.bytes() ? Pages.alignUp(last) : last);
    backing.resident().tailMap((bytes + Pages.SIZE - 1) / Pages.SIZE, true).clear();
    backings.put(object, backing.withBytes(bytes));
  }

  /** Punches a hole: whole pages leave memory, parts are cleared. */
  void zero(int object, long from, long to) {
    Backing backing = get(object);
    for (Map.Entry<Long, Integer> entry : List.copyOf(backing.resident().entrySet())) {
      long page = entry.getKey();
      long start = page * Pages.SIZE;
      if (from <= start && start + Pages.SIZE <= to) {
        backing.resident().remove(page);
      } else if (from < start + Pages.SIZE && start < to) {
        clear(entry.getValue(), (int) Math.max(0, from - start), to - start);
      }
    }
  }

  private void clear(int frame, int from, long to) {
    frames.put(frame, stored(frame).zeroed(from, to));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Objects that
        && backings.equals(that.backings)
        && promised.equals(that.promised)
        && unknown.equals(that.unknown)
        && unsure.equals(that.unsure)
        && frames.equals(that.frames);
  }

  @Override
  public int hashCode() {
    return backings.hashCode() * 31 + frames.hashCode();
  }
}
