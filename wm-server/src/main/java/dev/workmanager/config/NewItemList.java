package dev.workmanager.config;

import dev.workmanager.store.ItemList;
import java.io.IOException;

/** Where the data of a new job's items go. */
public interface NewItemList {
    /** Begins the list. Not called for a job whose items have no data. */
    ItemList open() throws IOException;
}
