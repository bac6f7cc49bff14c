package dev.workmanager.store.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Another disk, as it is: for those who change one thing of it. */
abstract class ForwardingDisk implements Disk {
    private final Disk disk;

    ForwardingDisk(Disk disk) {
        this.disk = disk;
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        return disk.create(file);
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return disk.open(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        return disk.delete(file);
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        disk.createFolders(folder);
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        return disk.list(folder);
    }

    @Override
    public boolean exists(Path path) throws IOException {
        return disk.exists(path);
    }

    @Override
    public DiskFile openToRead(Path file) throws IOException {
        return disk.openToRead(file);
    }

    @Override
    public boolean link(Path file, Path second) throws IOException {
        return disk.link(file, second);
    }

    @Override
    public long size(Path file) throws IOException {
        return disk.size(file);
    }

    @Override
    public long room(Path folder) throws IOException {
        return disk.room(folder);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        disk.syncFolder(folder);
    }

    @Override
    public void syncFoldersAbove(Path folder) throws IOException {
        disk.syncFoldersAbove(folder);
    }

    @Override
    public void syncAll(Path folder) throws IOException {
        disk.syncAll(folder);
    }
}
