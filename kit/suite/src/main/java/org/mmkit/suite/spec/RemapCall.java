// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/**
 * What a call of mremap asks for, and whether it may have it: the kernel's checks, in its order.
 */
final class RemapCall {
  final boolean mayMove;
  final boolean fixed;
  final boolean dontUnmap;
  final long address;
  final long oldPages;
  final long newPages;

  /** The address to move to, in bytes; 0 if none is given. */
  final long to;

  private final Turn turn;
  private final SpecState state;
  private final boolean unknownFlag;
  private final long newBytes;

  RemapCall(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
    this.mayMove = turn.call().hasLetter("fl", 'M');
    this.fixed = turn.call().hasLetter("fl", 'F');
    this.dontUnmap = turn.call().hasLetter("fl", 'D');
    this.unknownFlag = turn.call().hasLetter("fl", 'B');
    this.address = turn.address("a");
    this.oldPages = Pages.of(Pages.alignUp(turn.bytes("old")));
    this.newBytes = Pages.alignUp(turn.bytes("new"));
    this.newPages = Pages.of(newBytes);
    this.to = turn.call().has("to") ? turn.address("to") : 0;
  }

  /** Whether it has to go to another place, whatever its size. */
  boolean impliesPlace() {
    return fixed || dontUnmap;
  }

  /** {@code check_mremap_params}: what can be said of the arguments alone. */
  String checkArguments() {
    if (unknownFlag || !Pages.isAligned(address) || newPages == 0) {
      return "EINVAL";
    }
    if (Long.compareUnsigned(newBytes, Pages.TASK_SIZE) > 0) {
      return "EINVAL";
    }
    if (!impliesPlace()) {
      return "";
    }
    boolean overlaps =
        Long.compareUnsigned(address + (oldPages << Pages.SHIFT), to) > 0
            && Long.compareUnsigned(to + newBytes, address) > 0;
    if (!Pages.inUserSpace(to, newBytes)
        || !Pages.isAligned(to)
        || !mayMove
        || dontUnmap && oldPages != newPages
        || overlaps) {
      return "EINVAL";
    }
    return state.limits.hasRoomToMove(state.space) ? "" : "ENOMEM";
  }

  /** {@code check_prep_vma}: what the mapping has to say of a part. */
  String check(RemapPart part) {
    Run run = state.space.at(part.start());
    if (run == null) {
      return "EFAULT";
    }
    Attributes attributes = run.attributes();
    if (attributes.has(Flag.SEALED)) {
      return "EPERM";
    }
    if (attributes.has(Flag.HUGETLB) && !isHugeAligned(part)) {
      return "EINVAL";
    }
    if (!impliesPlace() && !part.expands()) {
      return "";
    }
    boolean pinned = attributes.has(Flag.HUGETLB) || attributes.object() == Objects.DEVICE;
    if (part.oldPages() == 0 && !attributes.shared() || dontUnmap && pinned) {
      return "EINVAL";
    }
    String across = checkBoundary(run, part);
    if (!across.isEmpty() || !part.expands()) {
      return across;
    }
    if (attributes.object() == Objects.DEVICE) {
      return "EFAULT";
    }
    long more = part.newPages() - part.oldPages();
    if (!state.limits.mayLockMore(state, attributes, more)) {
      return "EAGAIN";
    }
    return state.limits.mayExpand(state.space, attributes, more) ? "" : "ENOMEM";
  }

  private boolean isHugeAligned(RemapPart part) {
    boolean aligned = Pages.isAligned(to) && Pages.isHugeAligned(part.to());
    return Pages.isHugeAligned(part.start()) && aligned && part.newPages() <= part.oldPages();
  }

  /** A range that is not a single mapping cannot grow or move with another size. */
  private String checkBoundary(Run run, RemapPart part) {
    long end = part.start() + Math.min(part.oldPages(), part.newPages());
    if (end > run.end()) {
      return "EFAULT";
    }
    boolean asOne = fixed && oldPages == newPages;
    return !asOne && turn.isSplit(part.start(), end) ? "EFAULT" : "";
  }
}
