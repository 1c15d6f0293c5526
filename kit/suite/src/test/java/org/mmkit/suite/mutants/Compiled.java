// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.unmap.UnmapStrategy;

/** Compiles a strategy in memory and loads it beside the shipped one of its name. */
public final class Compiled {
  private Compiled() {}

  /** The strategy, or nothing if its sources do not compile. */
  public static Optional<Subject> subject(String type, Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    Classes classes = new Classes(compiler.getStandardFileManager(problems, null, null));
    List<Source> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    List<String> options = List.of("-proc:none", "-nowarn", "-g", "-classpath", model());
    if (!compiler.getTask(null, classes, problems, options, null, units).call()) {
      return Optional.empty();
    }
    return Optional.of(load(type, () -> new Loader(classes.made)));
  }

  /** A strategy that is there already. */
  static Subject subject(Class<? extends UnmapStrategy> type) {
    return new Subject(StrategyInfo.of(type, false), () -> make(type));
  }

  /** Where the model lies: the class path of a test's JVM may name a jar of its own alone. */
  private static String model() {
    try {
      return Path.of(
              UnmapStrategy.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Subject load(String type, Supplier<Loader> loaders) {
    Class<? extends UnmapStrategy> loaded = load(type, loaders.get());
    return new Subject(
        StrategyInfo.of(loaded, false), () -> make(loaded), () -> make(load(type, loaders.get())));
  }

  private static Class<? extends UnmapStrategy> load(String type, Loader loader) {
    try {
      return loader.loadClass(type).asSubclass(UnmapStrategy.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static UnmapStrategy make(Class<? extends UnmapStrategy> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keeps what the compiler writes. */
  private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> made = new HashMap<>();

    Classes(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      made.put(className, bytes);
      return new SimpleJavaFileObject(URI.create("mem:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }

  /** Loads what was compiled here, and all else from where it lies. */
  private static final class Loader extends ClassLoader {
    private final Map<String, ByteArrayOutputStream> made;

    Loader(Map<String, ByteArrayOutputStream> made) {
      super(Compiled.class.getClassLoader());
      this.made = made;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null || !made.containsKey(name)) {
          return known != null ? known : super.loadClass(name, resolve);
        }
        byte[] bytes = made.get(name).toByteArray();
        return defineClass(name, bytes, 0, bytes.length);
      }
    }
  }
}
