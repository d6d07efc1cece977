package org.firstprinciples.mathfoundations.linearalgebra.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// A channel whose writing, forcing and locking are steps of [FailingFiles].
final class FailingChannel extends FileChannel {

    /// Called before a step is done.
    interface Steps {
        void step(String action) throws IOException;
    }

    private final FileChannel channel;
    private final Steps steps;

    FailingChannel(FileChannel channel, Steps steps) {
        this.channel = channel;
        this.steps = steps;
    }

    /// Of a write that fails the first half is written, as on a disk that becomes full.
    @Override
    public int write(ByteBuffer source) throws IOException {
        try {
            steps.step("write");
        } catch (IOException e) {
            channel.write(source.slice(source.position(), source.remaining() / 2));
            throw e;
        }
        return channel.write(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        steps.step("write");
        return channel.write(sources, offset, length);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        steps.step("write");
        return channel.write(source, position);
    }

    @Override
    public void force(boolean metadata) throws IOException {
        steps.step("force");
        channel.force(metadata);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        steps.step("truncate");
        channel.truncate(size);
        return this;
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        steps.step("lock");
        return channel.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        steps.step("lock");
        return channel.tryLock(position, size, shared);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return channel.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return channel.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        channel.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target)
            throws IOException {
        return channel.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count)
            throws IOException {
        steps.step("write");
        return channel.transferFrom(source, position, count);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return channel.map(mode, position, size);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        channel.close();
    }
}
