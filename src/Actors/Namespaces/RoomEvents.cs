using System.Collections.Concurrent;
using AkkaSocketIo.Actors.Broadcasting;
using AkkaSocketIo.Actors.Sockets;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>
/// Tells what has happened to rooms. It is noted under the room's lock and told on the pool, one after the other: no lock is
/// held while the application's code runs, and what it hears has the order in which it happened.
/// </summary>
internal sealed class RoomEvents(string nsp, ILogger log) : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<(RoomEvent Event, string Room, string Id)> _waiting = new();
    private int _isTelling;

    private enum RoomEvent : byte
    {
        Created,
        Joined,
        Left,
        Deleted,
    }

    public event Action<string>? Created;

    public event Action<string, string>? Joined;

    public event Action<string, string>? Left;

    public event Action<string>? Deleted;

    public void Enter(string room, string id, bool isFirst)
    {
        if (isFirst && Created is not null)
        {
            _waiting.Enqueue((RoomEvent.Created, room, id));
        }

        if (Joined is not null)
        {
            _waiting.Enqueue((RoomEvent.Joined, room, id));
        }

        Wake();
    }

    public void Exit(string room, string id, bool isLast)
    {
        if (Left is not null)
        {
            _waiting.Enqueue((RoomEvent.Left, room, id));
        }

        if (isLast && Deleted is not null)
        {
            _waiting.Enqueue((RoomEvent.Deleted, room, id));
        }

        Wake();
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (_waiting.TryDequeue(out var next))
        {
            Tell(next.Event, next.Room, next.Id);
        }

        // What came after the last look finds nobody telling, or is found here.
        Interlocked.Exchange(ref _isTelling, 0);
        Wake();
    }

    private void Wake()
    {
        if (!_waiting.IsEmpty && Interlocked.Exchange(ref _isTelling, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void Tell(RoomEvent happened, string room, string id)
    {
        Delegate? handlers = happened switch
        {
            RoomEvent.Created => Created,
            RoomEvent.Joined => Joined,
            RoomEvent.Left => Left,
            _ => Deleted,
        };
        foreach (var handler in handlers?.GetInvocationList() ?? [])
        {
            try
            {
                if (handler is Action<string, string> withId)
                {
                    withId(room, id);
                }
                else
                {
                    ((Action<string>)handler)(room);
                }
            }
            catch (Exception e)
            {
                log.RoomHandlerFailed(e, SocketLog.Harmless(nsp));
            }
        }
    }
}
