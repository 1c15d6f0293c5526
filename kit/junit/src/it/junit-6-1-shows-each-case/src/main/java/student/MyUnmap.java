// SPDX-License-Identifier: Apache-2.0
package student;

import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

@Strategy(id = "my-unmap", source = "my homework")
public final class MyUnmap implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    kernel.mmapSem().downWrite();
    // Wrong: whoever unmaps two pages gets one.
    error = kernel.doMunmap(start, length == 8192 ? 4096 : length);
    kernel.mmapSem().upWrite();
    return error;
  }
}
