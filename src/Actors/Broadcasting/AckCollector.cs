using AkkaSocketIo.Transport.Telemetry;

namespace AkkaSocketIo.Actors.Broadcasting;

/// <summary>
/// One wait for the answers of many. It ends when all who were asked are known and none is left, by the time, or by the
/// caller's token; then nothing is kept anywhere.
/// </summary>
internal abstract class AckCollector(long id) : IAckCollector
{
    /// <summary>The acknowledgement's id in the packet, the same for all sockets of this node.</summary>
    public long Id => id;

    public abstract void Expect(string name);

    public abstract void Add(string name, EventArguments arguments);

    public abstract void Leave(string name, DisconnectReason reason);
}

internal sealed class AckCollector<T>(long id, SocketIoMetrics metrics, string series) : AckCollector(id)
{
    // The last answer comes on a connection's thread, which must not run on in whoever waits.
    private readonly TaskCompletionSource<IReadOnlyList<T>> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _ended;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private readonly List<T> _responses = [];
    private readonly List<string> _left = [];
    private DisconnectReason _reason;
    private Exception? _failure;
    private bool _allNamed;
    private bool _over;
    private ITimer? _timer;
    private CancellationTokenRegistration _cancellation;

    // Without a timer of its own there is nothing to dispose of.
    private CancellationTokenSource Ended => LazyInitializer.EnsureInitialized(ref _ended, static () => new CancellationTokenSource());

    public override void Expect(string name)
    {
        lock (_gate)
        {
            if (!_over)
            {
                _missing.Add(name);
            }
        }
    }

    public override void Add(string name, EventArguments arguments)
    {
        T? value = default;
        Exception? failure = null;
        try
        {
            value = Read(arguments);
        }
        catch (Exception e)
        {
            failure = e;
        }

        lock (_gate)
        {
            if (_over || !_missing.Remove(name))
            {
                return;
            }

            if (failure is null)
            {
                _responses.Add(value!);
            }

            _failure ??= failure;
        }

        EndIfComplete();
    }

    public override void Leave(string name, DisconnectReason reason)
    {
        lock (_gate)
        {
            if (_over || !_missing.Remove(name))
            {
                return;
            }

            _reason = _left.Count == 0 ? reason : _reason;
            _left.Add(name);
        }

        EndIfComplete();
    }

    /// <param name="ask">Asks everybody; its task completes when all are named.</param>
    /// <param name="timeout">From now on.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public Task<IReadOnlyList<T>> RunAsync(Func<CancellationToken, Task> ask, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        Task asking;
        try
        {
            asking = ask(Ended.Token);
        }
        catch (Exception e)
        {
            asking = Task.FromException(e);
        }

        if (asking.IsCompletedSuccessfully)
        {
            SetAllNamed();
        }
        else
        {
            _ = FollowAsync(asking);
        }

        if (!_source.Task.IsCompleted)
        {
            Limit(timeout, time, cancellationToken);
        }

        return _source.Task;
    }

    private static T Read(EventArguments arguments) =>
        typeof(T) == typeof(EventArguments) ? (T)(object)arguments
        : arguments.Count == 0 ? default!
        : arguments.Get<T>(0)!;

    private async Task FollowAsync(Task asking)
    {
        try
        {
            await asking.ConfigureAwait(false);
            SetAllNamed();
        }
        catch (Exception e)
        {
            End(() => _source.TrySetException(e));
        }
    }

    private void SetAllNamed()
    {
        lock (_gate)
        {
            _allNamed = true;
        }

        EndIfComplete();
    }

    private void Limit(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var timer = timeout == Timeout.InfiniteTimeSpan
            ? null
            : time.CreateTimer(static state => ((AckCollector<T>)state!).TimeOut(), this, timeout, Timeout.InfiniteTimeSpan);
        var cancellation = cancellationToken.UnsafeRegister(static (state, token) => ((AckCollector<T>)state!).Cancel(token), this);
        bool isOver;
        lock (_gate)
        {
            (_timer, _cancellation) = (timer, cancellation);
            isOver = _over;
        }

        // Whoever ended it meanwhile has found nothing to release.
        if (isOver)
        {
            Release();
        }
    }

    private void TimeOut() => End(() =>
    {
        string[] missing = [.. _left, .. _missing];
        metrics.AcksTimedOut.Add(_missing.Count, new KeyValuePair<string, object?>("socketio.namespace", series));
        _source.TrySetException(new AckTimeoutException(Responses(), missing));
    });

    private void Cancel(CancellationToken token) => End(() => _source.TrySetCanceled(token));

    private void EndIfComplete()
    {
        lock (_gate)
        {
            if (!_allNamed || _missing.Count > 0)
            {
                return;
            }
        }

        End(() =>
        {
            if (_failure is not null)
            {
                _source.TrySetException(_failure);
            }
            else if (_left.Count > 0)
            {
                _source.TrySetException(new SocketDisconnectedException(_reason, Responses(), _left));
            }
            else
            {
                _source.TrySetResult(_responses);
            }
        });
    }

    /// <summary>Once, for the first reason: nobody is waited for first, and the caller is told second.</summary>
    private void End(Action tell)
    {
        bool isComplete;
        lock (_gate)
        {
            if (_over)
            {
                return;
            }

            _over = true;
            isComplete = _allNamed && _missing.Count == 0;
        }

        Release();
        try
        {
            if (!isComplete)
            {
                Ended.Cancel();
            }
        }
        finally
        {
            tell();
        }

        if (isComplete)
        {
            // Nothing is left to forget here; other nodes can be told later.
            _ = Ended.CancelAsync();
        }
    }

    private void Release()
    {
        _timer?.Dispose();
        _cancellation.Unregister();
    }

    private IReadOnlyList<object?> Responses() => [.. _responses.Select(r => (object?)r)];
}
