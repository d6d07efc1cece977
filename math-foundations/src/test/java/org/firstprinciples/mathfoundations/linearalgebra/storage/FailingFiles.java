package org.firstprinciples.mathfoundations.linearalgebra.storage;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The files of this machine, where one step fails: opening, writing, forcing, locking, moving, deleting, making a folder.
///
/// With it a program is tried at every moment at which its disk can be full or its process can end.
public final class FailingFiles extends FileSystemProvider {

    /// What the step that fails says.
    public static final String FULL = "No space left on device";

    private final FileSystemProvider files = FileSystems.getDefault().provider();
    private final FileSystem system = new FailingFileSystem(this);
    private final int failing;
    private final boolean everAfter;
    private final List<String> steps = new ArrayList<>();

    /// @param failing the number of the step that fails, from 1
    /// @param everAfter whether all later steps fail as well, as after the end of a process
    public FailingFiles(int failing, boolean everAfter) {
        this.failing = failing;
        this.everAfter = everAfter;
    }

    /// A path of this machine as one of these files.
    public Path path(Path real) {
        return (Path)
                Proxy.newProxyInstance(
                        FailingFiles.class.getClassLoader(),
                        new Class<?>[] {Path.class, Wrapped.class},
                        (proxy, method, arguments) ->
                                call(real, method, arguments == null ? new Object[0] : arguments));
    }

    private @Nullable Object call(Path real, Method method, Object... arguments) throws Throwable {
        return switch (method.getName()) {
            case "getFileSystem" -> system;
            case "real" -> real;
            case "equals" -> arguments[0] instanceof Wrapped other && real.equals(other.real());
            default -> {
                Object[] reals = arguments.clone();
                for (int i = 0; i < reals.length; i++) {
                    reals[i] = reals[i] instanceof Path path ? real(path) : reals[i];
                }
                try {
                    Object result = method.invoke(real, reals);
                    yield result instanceof Path path ? path(path) : result;
                } catch (InvocationTargetException e) {
                    throw e.getTargetException();
                }
            }
        };
    }

    /// The steps so far, as `write state.tmp`.
    public List<String> steps() {
        return steps;
    }

    /// Whether the step that fails was reached.
    public boolean failed() {
        return steps.size() >= failing;
    }

    private interface Wrapped {
        Path real();
    }

    private static Path real(Path path) {
        return path instanceof Wrapped wrapped ? wrapped.real() : path;
    }

    private Path step(String action, Path path) throws IOException {
        steps.add(action + " " + path.getFileName());
        if (everAfter ? failed() : steps.size() == failing) {
            throw new IOException(FULL);
        }
        return real(path);
    }

    @Override
    public FileChannel newFileChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        FileChannel channel = files.newFileChannel(step("open", path), options, attributes);
        return new FailingChannel(channel, action -> step(action, path));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return files.newByteChannel(step("open", path), options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
        DirectoryStream<Path> stream =
                files.newDirectoryStream(step("list", folder), path -> filter.accept(path(path)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                List<Path> paths = new ArrayList<>();
                stream.forEach(path -> paths.add(path(path)));
                return paths.iterator();
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        files.createDirectory(step("make", folder), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        files.delete(step("delete", path));
    }

    @Override
    public boolean deleteIfExists(Path path) throws IOException {
        return files.deleteIfExists(step("delete", path));
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        step("move", source);
        files.move(real(source), real(target), options);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        step("copy", source);
        files.copy(real(source), real(target), options);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        files.checkAccess(real(path), modes);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
            Path path, Class<A> type, LinkOption... options) throws IOException {
        return files.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
            throws IOException {
        return files.readAttributes(real(path), names, options);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return files.getFileAttributeView(real(path), type, options);
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options)
            throws IOException {
        files.setAttribute(real(path), name, value, options);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return files.isSameFile(real(path), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return files.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return files.getFileStore(real(path));
    }

    @Override
    public String getScheme() {
        return "failing";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException(uri.toString());
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException(uri.toString());
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException(uri.toString());
    }
}
