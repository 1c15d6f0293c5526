// SPDX-License-Identifier: Apache-2.0
// conformance/BRK-0*: a writer that is alone zaps and frees tables before the detach
package right;

import java.util.*;
import org.mmkit.unmap.*;
import org.mmkit.unmap.CompanionPaths.*;

public class ZapsBeforeTheDetach implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int result = doMunmap(kernel, start, length);
    if (result == 1) {
      kernel.mmapSem().upRead();
      result = 0;
    } else {
      kernel.mmapSem().upWrite();
    }
    kernel.userfaultfd().complete();
    return result;
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withBrkShrink(ZapsBeforeTheDetach::doMunmap).withMremapShrink(ZapsBeforeTheDetach::doMunmap);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      return error;
    }

    Vma below = kernel.vmas().prev(vmas.vmas().get(0).start());
    Vma above = kernel.vmas().next(vmas.vmas().get(vmas.vmas().size() - 1));
    kernel.munlock(vmas);
    MmuGather gather = kernel.tlbGather();
    gather.unmapVmas(vmas);
    gather.freePgtables(vmas, below == null ? 0 : below.end(), above == null ? 0 : above.start());
    gather.finish();
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    kernel.removeVmaList(vmas);
    return 0;
  }

}
