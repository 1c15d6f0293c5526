// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.proc;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.mm.Inode;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaList;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/** /proc/PID/maps: read with mmap_sem held for reading. */
public final class ProcMaps {
  private final TaskStruct task;

  /** The maps of the task's own process. */
  public ProcMaps(TaskStruct task) {
    this.task = task;
  }

  /**
   * One line.
   *
   * @param start first byte
   * @param end first byte behind it
   * @param flags bits of {@link VmFlags}
   * @param pgoff page offset in the file
   * @param fileId which file: equal for mappings of the same one, 0 if anonymous
   * @param hasNamedFile whether the line shows a file's name: not for shared anonymous memory
   */
  public record Line(
      long start, long end, long flags, long pgoff, long fileId, boolean hasNamedFile) {

    /** The permission column. */
    public String permissions() {
      return VmFlags.permissions(flags);
    }
  }

  /** All lines, in address order, under one hold of the lock. */
  public List<Line> read() {
    return read(task.mm());
  }

  /** The same for another process; no lines once its address space is being torn down. */
  public List<Line> read(Process other) {
    if (!other.mm().tryGet()) {
      return List.of();
    }
    List<Line> lines = read(other.mm());
    other.mm().put(task);
    return lines;
  }

  private static List<Line> read(MmStruct mm) {
    List<Line> lines = new ArrayList<>();
    mm.mmapSem().downRead();
    for (VmArea vma = mm.vmas().find(0); vma != null; vma = vma.next()) {
      VmaList.requireEnd(mm, lines.size());
      lines.add(line(vma));
    }
    mm.mmapSem().upRead();
    return lines;
  }

  /** The lines between two addresses, without lock or step: for an onlooker from outside. */
  public static List<String> peek(MmStruct mm, long from, long to) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < mm.vmas().size(); i++) {
      VmArea vma = mm.vmas().at(i);
      if (vma.lies(from, to)) {
        lines.add(text(vma));
      }
    }
    return lines;
  }

  private static Line line(VmArea vma) {
    Inode inode = vma.file() == null ? null : vma.file().inode();
    boolean named = inode != null && inode.isNamed();
    long fileId = inode == null ? 0 : inode.id();
    return new Line(vma.start(), vma.end(), vma.flags(), vma.pgoff(), fileId, named);
  }

  private static String text(VmArea vma) {
    OpenFile file = vma.file();
    boolean named = file != null && file.inode().isNamed();
    boolean shared = file != null && file.inode().kind() == Inode.Kind.SHMEM;
    String path = named ? shared ? " /memfd:m (deleted)" : " /F" : shared ? " /dev/zero" : "";
    return String.format(
        "%x-%x %s %08x %s%s%s",
        vma.start(),
        vma.end(),
        VmFlags.permissions(vma.flags()),
        file == null ? 0 : vma.pgoff() << Addr.PAGE_SHIFT,
        file == null ? "00:00 0" : "00:01 " + file.inode().id(),
        path,
        VmFlags.marks(vma.flags()));
  }
}
