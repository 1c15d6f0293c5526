package student;

import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/**
 * munmap(2): zap the pages while others may read the address space.
 *
 * <p>Start with the slow one of Linux 4.18, all of it between downWrite and upWrite; when it passes,
 * let readers in as early as you can. The steps are the methods of {@link UnmapContext}.
 */
public class MyUnmap implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    throw new UnsupportedOperationException(
        "MyUnmap.munmap is still empty: begin with kernel.checkRange(start, length) and"
            + " kernel.mmapSem().downWriteKillable(); README.md lists the steps");
  }
}
