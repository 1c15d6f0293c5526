// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.record.PlainText;
import org.mmkit.unmap.UnmapStrategy;

/** Finds the strategy that was asked for, and says in a sentence why it cannot be judged if so. */
final class SubjectLoader {
  private final Shipped shipped;

  SubjectLoader(Shipped shipped) {
    this.shipped = shipped;
  }

  /** The strategy of an id or a class name; one instance has been made when this returns. */
  Subject load(String name) {
    Optional<Class<? extends UnmapStrategy>> byId = shipped.byId(name);
    Class<? extends UnmapStrategy> type = byId.orElseGet(() -> strategyClass(name));
    Constructor<? extends UnmapStrategy> constructor = constructor(type);
    StudentCode code = new StudentCode(type.getName());
    make(constructor, code);
    StrategyInfo info = StrategyInfo.of(type, byId.isPresent());
    requireProperNames(type.getName(), info);
    SortedSet<String> known = info.shipped() ? shipped.knownDefects(info.id()) : new TreeSet<>();
    Supplier<UnmapStrategy> instances = () -> make(constructor, code);
    return new Subject(
        info.withKnownDefects(known),
        instances,
        info.shipped() ? instances : () -> make(constructor(ClassesAnew.of(type)), code));
  }

  private Class<? extends UnmapStrategy> strategyClass(String name) {
    Class<?> type = find(name);
    if (!UnmapStrategy.class.isAssignableFrom(type)) {
      throw input("The class " + name + " does not implement org.mmkit.unmap.UnmapStrategy.");
    }
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      throw input(
          "The class "
              + name
              + " is abstract: no instance of it can be judged. Name a class that extends it.");
    }
    if (!Modifier.isPublic(type.getModifiers())) {
      throw input("The class " + name + " is not public: write \"public class\".");
    }
    if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
      throw input(
          "The class " + name + " is an inner class: make it static, or a class of its own.");
    }
    return type.asSubclass(UnmapStrategy.class);
  }

  private Class<?> find(String name) {
    try {
      return Class.forName(name, true, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException e) {
      throw input(
          "There is no strategy \""
              + name
              + "\": it is no class on the class path and no id of "
              + known()
              + ".");
    } catch (UnsupportedClassVersionError e) {
      throw input(
          "The class "
              + name
              + " was compiled for a newer Java than the JVM that judges it, "
              + Runtime.version().feature()
              + ": lower maven.compiler.release, or set mmkit.jvm to a newer JDK.");
    } catch (ExceptionInInitializerError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw strategy(
          "The static initialiser of " + name + " " + new StudentCode(name).describe(cause));
    } catch (LinkageError e) {
      String why = PlainText.line(e.toString(), PlainText.NAME_MAX) + ".";
      throw strategy(
          "The class " + name + " cannot be loaded: " + why + StudentCode.withoutModule(e));
    }
  }

  private String known() {
    List<String> ids = shipped.ids();
    return ids.isEmpty() ? "a shipped one" : "a shipped one (" + String.join(", ", ids) + ")";
  }

  private static Constructor<? extends UnmapStrategy> constructor(
      Class<? extends UnmapStrategy> type) {
    try {
      return type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw input(
          "The class "
              + type.getName()
              + " has no public constructor without parameters: each run makes a new instance by"
              + " it.");
    }
  }

  private static UnmapStrategy make(
      Constructor<? extends UnmapStrategy> constructor, StudentCode code) {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw strategy(
          "The constructor of "
              + code.strategyClass()
              + " "
              + code.describe(e.getTargetException()));
    } catch (ReflectiveOperationException e) {
      throw strategy("No instance of " + code.strategyClass() + " can be made: " + e + ".");
    }
  }

  /** Names end up in files, commands and reports. */
  private static void requireProperNames(String className, StrategyInfo info) {
    boolean plain =
        className.codePoints().allMatch(c -> c == '.' || Character.isJavaIdentifierPart(c))
            && PlainText.name(className).equals(className);
    if (!plain) {
      throw strategy(
          "The class "
              + PlainText.name(className)
              + " has no proper name: it is "
              + className.length()
              + " characters long. At most "
              + PlainText.NAME_MAX
              + " are taken, of those that names have in Java. Rename it.");
    }
    if (!PlainText.isId(info.id())) {
      throw strategy(
          "The id \""
              + PlainText.name(info.id())
              + "\" in @Strategy of "
              + className
              + " is not taken: "
              + PlainText.ID_RULE
              + ".");
    }
  }

  private static BrokenRunException input(String sentence) {
    return new BrokenRunException(Frame.Trouble.INPUT, sentence);
  }

  private static BrokenRunException strategy(String sentence) {
    return new BrokenRunException(Frame.Trouble.STRATEGY, sentence);
  }
}
