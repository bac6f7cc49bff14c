/**
 * Why an item is not done yet, or how it came to be what it is: put together, in sentences, from what a manager tells of the item, its
 * job and its workers. A package of its own since {@code wm explain} and the dashboard say the same.
 */
@NullMarked
package dev.workmanager.explain;

import org.jspecify.annotations.NullMarked;
