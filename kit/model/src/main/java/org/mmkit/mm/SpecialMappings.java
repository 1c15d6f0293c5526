// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/**
 * What execve maps into every process beside the program: [vvar], page frames without struct pages
 * (VM_PFNMAP), and [vdso], code that the kernel provides ({@code _install_special_mapping}).
 */
public final class SpecialMappings {
  private static final long VVAR_PAGES = 4;
  private static final long VDSO_PAGES = 2;
  private static final long VDSO_START = 0x7fff_f7ff_d000L;
  private static final long VVAR_START = VDSO_START - (VVAR_PAGES << Addr.PAGE_SHIFT);
  private static final long VSYSCALL_START = 0xffff_ffff_ff60_0000L;
  private static final Range VVAR = of(VVAR_START, VVAR_PAGES);
  private static final Range VDSO = of(VDSO_START, VDSO_PAGES);

  /** A range of addresses: first byte, and first byte behind it. */
  public record Range(long start, long end) {
    /** Length in bytes. */
    public long length() {
      return end - start;
    }
  }

  /** They can be unmapped and moved, but not in parts ({@code special_mapping_split}). */
  private static final VmOperations WHOLE =
      new VmOperations() {
        @Override
        public int maySplit(VmArea vma, long address) {
          return -Errno.EINVAL;
        }
      };

  private SpecialMappings() {}

  /** Whether a VMA is the code that the kernel provides, which no file stands behind. */
  public static boolean holds(VmArea vma) {
    return vma.file() != null && vma.file().inode().isKernelCode();
  }

  /** Where the mapping of a name, such as {@code [vdso]}, is; null if there is no such name. */
  public static @Nullable Range range(String name) {
    return switch (name) {
      case "[vvar]" -> VVAR;
      case "[vdso]" -> VDSO;
      case "[vsyscall]" -> of(VSYSCALL_START, 1);
      default -> null;
    };
  }

  private static Range of(long start, long pages) {
    return new Range(start, start + (pages << Addr.PAGE_SHIFT));
  }

  /** Maps them into a new address space. */
  static void install(MmStruct mm) {
    long vvar =
        VmFlags.VM_READ
            | VmFlags.VM_MAYREAD
            | VmFlags.VM_IO
            | VmFlags.VM_PFNMAP
            | VmFlags.VM_DONTDUMP
            | VmFlags.VM_DONTEXPAND;
    map(mm, VVAR, vvar, null);
    long vdso =
        VmFlags.VM_READ
            | VmFlags.VM_EXEC
            | VmFlags.VM_MAYREAD
            | VmFlags.VM_MAYWRITE
            | VmFlags.VM_MAYEXEC
            | VmFlags.VM_DONTEXPAND;
    Inode image = new Inode(mm.kernel(), Inode.Kind.KERNEL_CODE, VDSO.length());
    map(mm, VDSO, vdso, new OpenFile(image, true, false));
  }

  private static void map(MmStruct mm, Range range, long flags, @Nullable OpenFile file) {
    long pgoff = file == null ? Addr.pages(range.start()) : 0;
    VmArea vma = new VmArea(mm, range.start(), range.end(), flags, pgoff);
    vma.setFile(file);
    vma.setOps(WHOLE);
    mm.vmas().insert(vma);
    if (file != null) {
      file.inode().mappings().add(vma);
    }
    mm.counters().account(flags, vma.pages());
  }
}
