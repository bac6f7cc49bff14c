# Read by bin/wm-server, bin/wm and bin/wm-wrap; starts $_wm_program from $_wm_jar in $_wm_home/lib.
# Plain POSIX sh; and no process that can be avoided, since a wm-wrap may live for one short item only.
# All names begin with _wm: a variable that the caller exported must reach the children as it is.

_wm_stop() {
    printf '%s: %s\n' "$_wm_program" "$1" >&2
    exit 78
}

# The java that JAVA_HOME names, else the first one on PATH.
_wm_find_java() {
    if [ -n "${JAVA_HOME-}" ]; then
        _wm_java=$JAVA_HOME/bin/java
        [ -x "$_wm_java" ] || _wm_stop "JAVA_HOME is $JAVA_HOME, but there is no program bin/java in it:\
 set it to the folder of a JDK or JRE 17 or newer, or unset it to use the java on PATH"
    else
        _wm_java=$(command -v java) || _wm_stop \
            "no java found: install a JDK or JRE 17 or newer, and set JAVA_HOME to its folder or put its bin folder on PATH"
    fi
}

# The version as the JDK's own file tells it; asking java itself would take as long as a whole start.
_wm_read_release() {
    _wm_version=
    [ -r "$1" ] || return 1
    while IFS= read -r _wm_line; do
        case $_wm_line in
            JAVA_VERSION=*) _wm_version=${_wm_line#JAVA_VERSION=} ;;
        esac
    done <"$1"
    [ -n "$_wm_version" ]
}

_wm_ask_java() {
    _wm_said=$("$_wm_java" -version 2>&1) || _wm_stop "$_wm_java does not run: $_wm_said"
    _wm_version=${_wm_said#*version \"}
}

# Sets _wm_major: 17 for "17.0.15", 25 for "25-ea", 8 for "1.8.0_392".
_wm_find_version() {
    _wm_follow "$_wm_java"
    _wm_read_release "${_wm_followed%/*}/../release" || _wm_ask_java
    _wm_version=${_wm_version#\"}
    _wm_major=${_wm_version#1.}
    _wm_major=${_wm_major%%[!0-9]*}
    [ -n "$_wm_major" ] || _wm_stop "cannot tell the version of $_wm_java; Java 17 or newer is needed"
    [ "$_wm_major" -ge 17 ] || _wm_stop "$_wm_java is Java $_wm_major, but Java 17 or newer is needed:\
 set JAVA_HOME to the folder of one"
}

# Without a UTF-8 locale the JVM turns ünï into ?n? in arguments, environment and paths. The children get
# the caller's LC_ALL back: it travels in WM_CALLER_LC_ALL, or WM_CALLER_LC_ALL_UNSET says that there was none.
_wm_set_locale() {
    if [ -n "${LC_ALL+set}" ]; then
        unset WM_CALLER_LC_ALL_UNSET
        WM_CALLER_LC_ALL=$LC_ALL
        export WM_CALLER_LC_ALL
    else
        unset WM_CALLER_LC_ALL
        WM_CALLER_LC_ALL_UNSET=1
        export WM_CALLER_LC_ALL_UNSET
    fi
    LC_ALL=C.UTF-8
    export LC_ALL
}

# Whether the caller had this variable; so it seems where there is no /proc to look.
_wm_inherited() {
    grep -qz "^$1=" "/proc/$$/environ" 2>/dev/null
    [ $? -ne 1 ]
}

# A shell exports PWD, and some SHLVL, even where the caller had none, as in a container: taken out again.
_wm_drop_own_variables() {
    _wm_env=
    _wm_inherited PWD || unset PWD
    if [ -n "${SHLVL+set}" ] && ! _wm_inherited SHLVL; then
        unset SHLVL
        # bash makes a new one at exec
        [ -z "${BASH_VERSION-}" ] || _wm_env='env -u SHLVL'
    fi
}

# A run-time that lies beside it comes first; where it cannot run, since the system has another loader (Alpine's musl), Java is looked
# for as ever. What makes it start fast holds for this very run-time: else the JVM does without, and need not say so.
_wm_find_runtime() {
    _wm_archive= _wm_quiet=
    [ -r "$_wm_home/lib/runtime.sh" ] || return 1
    . "$_wm_home/lib/runtime.sh"
    if [ ! -e "$_wm_loader" ]; then
        _wm_quiet=
        return 1
    fi
    _wm_java=$_wm_home/runtime/bin/java
    # In the manager's image the one of the wrapper's folder is for both.
    [ -x "$_wm_java" ] || _wm_java=$_wm_home/../wm-wrap/runtime/bin/java
    _wm_archive=$_wm_home/lib/$_wm_start.$_wm_cache_end
    if [ -r "$_wm_archive" ]; then
        _wm_archive=$_wm_cache$_wm_archive
    else
        _wm_archive=
    fi
}

if ! _wm_find_runtime; then
    _wm_find_java
    _wm_find_version
fi
_wm_set_locale
_wm_drop_own_variables

[ "$_wm_major" -lt 24 ] || _wm_flags="$_wm_flags $_wm_flags_from_24"
[ "$_wm_major" -gt 25 ] || _wm_flags="$_wm_flags $_wm_flags_until_25"
_wm_flags="$_wm_flags $_wm_quiet"

# As process 1 of a container this shell stays: it inherits processes whose parents have ended, and hears of their ends, so that
# none stays as a zombie; and it passes signals on. It leaves with java's exit code; the system then kills all that is left.
# What a shell does not wait for is started with INT ignored: where env cannot undo that, java is told of INT by TERM.
_wm_stay() {
    _wm_pid=
    _wm_early=
    _wm_interrupted=
    _wm_hear='env --default-signal=INT,QUIT'
    _wm_int=INT
    $_wm_hear true 2>/dev/null || { _wm_hear= _wm_int=TERM; }
    for _wm_signal in HUP QUIT TERM USR1 USR2; do
        trap "_wm_pass $_wm_signal" "$_wm_signal"
    done
    trap '_wm_interrupted=1; _wm_pass $_wm_int' INT
    exec 3<&0
    $_wm_hear $_wm_env "$_wm_java" "$@" <&3 3<&- &
    _wm_pid=$!
    exec 3<&-
    [ -z "$_wm_early" ] || kill -s "$_wm_early" "$_wm_pid"
    _wm_await
    [ "$_wm_interrupted$_wm_int$_wm_code" != 1TERM143 ] || _wm_code=130
    exit "$_wm_code"
}

_wm_pass() {
    _wm_heard=1
    _wm_early=$1
    [ -z "$_wm_pid" ] || kill -s "$1" "$_wm_pid" 2>/dev/null
}

# A signal ends a wait, too; the next one then tells the code, unless it was told by that one already.
_wm_await() {
    _wm_code=
    _wm_heard=1
    while [ -n "$_wm_heard" ]; do
        _wm_heard=
        wait "$_wm_pid"
        _wm_now=$?
        [ -n "$_wm_code" ] && [ "$_wm_now" -eq 127 ] || _wm_code=$_wm_now
    done
}

# Words of the flags are taken apart at blanks, but not looked up as file names.
set -f
if [ $$ -eq 1 ]; then
    _wm_stay $_wm_flags ${_wm_archive:+"$_wm_archive"} ${WM_JAVA_OPTIONS-} -jar "$_wm_home/lib/$_wm_jar" "$@"
fi
exec $_wm_env "$_wm_java" $_wm_flags ${_wm_archive:+"$_wm_archive"} ${WM_JAVA_OPTIONS-} -jar "$_wm_home/lib/$_wm_jar" "$@"
