package dev.workmanager.wrapper;

import java.util.ArrayList;
import java.util.List;

/** What {@code wm-wrap --help} tells beside the options. */
final class WrapHelp {
    private static final String BEFORE = """

            How the command gets its item
              Always by its environment: WM_ID, WM_DATA (unset where items are numbers only), WM_JOB,
              WM_INDEX (from 0), WM_ATTEMPT (from 1), WM_ATTEMPTS, WM_WORKER, WM_SLOT (from 0), WM_TMPDIR,
              WM_RESULT_FILE, WM_PROGRESS; and WM_TREE, by which all that it starts is found when it is ended.
              Where one of these stands in it, it is replaced: {id}, {data}, {} (the data, or the id where
              there are none), and of {} as in GNU parallel: {/} without its folder, {//} its folder, {.}
              without its extension, {/.} without both; {#} the index from 1, {%} the slot from 1. After a
              dollar sign they stay: ${id} is the shell's. Without any of them the id, and the data where
              there are some, come as its last arguments. No shell is started by us.
              With --pass stdin it reads {} byte for byte, with --pass json one line such as
              {"id":3,"data":"a.txt","job":"default","index":2,"attempt":1,"attempts":3,"worker":"…","slot":0}.
              WM_DATA is then left out where it is longer than a variable can be (131,063 bytes).
              With --compat-env: what counts from 0 elsewhere (JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX,
              CLOUD_RUN_TASK_INDEX) is the index, PARALLEL_SEQ the index from 1, PARALLEL_JOBSLOT the slot
              from 1; SLURM_ARRAY_TASK_ID, SGE_TASK_ID, PBS_ARRAY_INDEX, LSB_JOBINDEX, HQ_TASK_ID the id,
              HQ_ENTRY the data, AWS_BATCH_JOB_ATTEMPT the attempt from 1, CLOUD_RUN_TASK_ATTEMPT from 0.

            What becomes of what it does
              Its standard output is the result; or the file $WM_RESULT_FILE, if it makes one, though empty.
              A link or folder there is no result: the attempt has failed (73). Its standard error is shown
              here, and kept by the manager as the log of the item; so is its output where it is not the
              result. It reads nothing but what --pass stdin or json gives it.
              $WM_TMPDIR is an empty folder of its own, removed with all that is in it when it has ended.
              What it writes to the file $WM_PROGRESS, a percentage or a line, is shown where the manager shows
              the item, the last line of it; and here with -v, and when it fails.
              It leaves with 0: the item is done. With 75: given back, for later. With anything else:
              failed; the manager hands the item out again, as often as its job allows. What runs for
              longer than the timeout of its job is ended, with all that it started (TERM, and KILL after
              --kill-after), and has failed.

            Many small items
              With --mode lines the command is started once for each slot, and stays. It reads a line and
              answers a line, again and again; --pass json makes the lines JSON. It has to write out each
              answer at once: python -u, mawk -W interactive, grep --line-buffered, sed -u, stdbuf -oL.
              As text: it reads the data, or the id where there are none, and the line that it answers is the
              result, without its newline, any bytes. Data of several lines fail (65). Only --pass json tells
              a greeting from an answer, and lets one item fail without the command's death.
              As JSON: it reads what --pass json shows above, and answers {"id":3,"result":"…"}, where
              "base64" may stand for "result", or {"id":3,"exit":1,"error":"why"}; 75 gives back.
              With --chunk N it is started for up to N items, reads them up to the end of its input, answers
              each, and leaves. As text, of a chunk with too many answers or too few none counts.
              What it wrote before it died counts. The item in work fails, by its exit code; by 76 where it
              broke this rule: a line too much, none, or for another item; then it is ended. What it had not
              come to is given back, uncounted. The timeout is for each item. Without an answer, it is
              started again after a pause; after one, and an end with 0, at once.
              A line of JSON has up to 4 MiB, one of text any length (--max-result). No item is in the
              environment, and $WM_TMPDIR is for all items of a process.

            Examples
              wm-wrap -- ./crunch.sh                     runs ./crunch.sh 17, or ./crunch.sh 3 ages.txt
              wm-wrap -j 4 -- gzip -c {data}             replaces {data}, appends nothing
              wm-wrap --pass env -- sh -c 'wc "$WM_DATA"'    and the shell cannot mistake it for code
              wm-wrap --once -- ./crunch.sh              one item, to see what happens
              wm-wrap --once --id 17 -- ./crunch.sh      this one
              wm-wrap --dry-run -- ./crunch.sh           what would be run, as a line for a shell
              wm-wrap -j auto --mode lines -- sed -u 's/ .*//'    thousands of items a second
              ENTRYPOINT ["wm-wrap","--","./crunch.sh"]  in an image; -e WM_SERVER=http://manager:8080
              The "--" may be left out: the command begins with the first word that is no option.

            Exit codes
            """;
    private static final String AFTER = """
              129, 130, 143: ended by HUP, INT or TERM, once the children are ended and their items given
              back, after --drain-time if they have not ended by themselves; a second signal ends all at once.
              With --once: what the command returned, 128+n if signal n ended it, 124 after its timeout,
              73 if its result could not be taken; 0 if nothing was left.
            """;

    private WrapHelp() {}

    /** The lines below the options. */
    static String[] footer() {
        List<String> lines = new ArrayList<>(BEFORE.lines().toList());
        for (WrapExit exit : WrapExit.values()) {
            lines.add(String.format("  %-3d %s", exit.code(), exit.meaning()));
        }
        lines.addAll(AFTER.lines().toList());
        lines.replaceAll(line -> line.replace("%", "%%"));
        return lines.toArray(String[]::new);
    }
}
