using System.Collections.Concurrent;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Tests.Support;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;

namespace AkkaSocketIo.Actors.Tests.Namespaces;

public class LocalRoomsTests
{
    private readonly LocalRooms _rooms = new();

    [Fact]
    public void AMemberIsReachedByItsRoomsAndItsOwnId()
    {
        var (a, b) = (Show("a"), Show("b"));
        _rooms.Join(a, ["x", "y"]);
        _rooms.Join(b, ["y"]);
        Assert.Equal([a], Match("x"));
        Assert.Equal([a, b], Match("y"));
        Assert.Equal([b], Match("b"));
        Assert.Equal([a, b], Match());
        Assert.Equal(["a", "x", "y"], LocalRooms.RoomsOf(a).Order());
    }

    [Fact]
    public void AUnionHasEverybodyOnceAndAnExceptionBeatsIt()
    {
        var (a, b, c) = (Show("a"), Show("b"), Show("c"));
        _rooms.Join(a, ["x", "y"]);
        _rooms.Join(b, ["y", "z"]);
        _rooms.Join(c, ["z"]);
        Assert.Equal([a, b], Match("x", "y"));
        Assert.Equal([a], Sorted(_rooms.Match(BroadcastTarget.Everybody.To(["x", "y"]).But(["z"]))));
        Assert.Equal([b, c], Sorted(_rooms.Match(BroadcastTarget.Everybody.But(["a"]))));
    }

    [Fact]
    public void ARoomMayBeNamedLikeAnotherMember()
    {
        var (a, b) = (Show("a"), Show("b"));
        _rooms.Join(b, ["a"]);
        Assert.Equal([a, b], Match("a"));
        _rooms.Leave(a, "a");
        Assert.Equal([b], Match("a"));
        Assert.Empty(LocalRooms.RoomsOf(a));
    }

    [Fact]
    public void WhoIsNotVisibleYetJoinsButIsNotReached()
    {
        var a = new RoomMember("a", null!);
        _rooms.Join(a, ["x"]);
        Assert.Empty(Match("x"));
        Assert.Equal(0, _rooms.RoomCount);
        _rooms.Show(a);
        Assert.Equal([a], Match("x"));
    }

    [Fact]
    public void WhoHasEndedIsNotReachedAndCannotJoinButStillKnowsItsRooms()
    {
        var a = Show("a");
        _rooms.Join(a, ["x"]);
        _rooms.Hide(a);
        _rooms.Join(a, ["z"]);
        Assert.Empty(Match("x"));
        Assert.Empty(Match("a"));
        Assert.Empty(Match());
        Assert.Equal(["a", "x"], LocalRooms.RoomsOf(a).Order());
        LocalRooms.Forget(a);
        Assert.Empty(LocalRooms.RoomsOf(a));
        Assert.Equal(0, _rooms.RoomCount);
    }

    [Fact]
    public void LeavingWhatOneIsNotInChangesNothing()
    {
        var a = Show("a");
        _rooms.Leave(a, "x");
        _rooms.Join(a, ["x", "x"]);
        _rooms.Join(a, ["x"]);
        Assert.Equal([a], Match("x"));
        _rooms.Leave(a, "x");
        Assert.Empty(Match("x"));
        Assert.Equal(0, _rooms.RoomCount);
    }

    /// <summary>Against a model: any sequence of joins, leaves and ends.</summary>
    [Fact]
    public void ItAgreesWithAModel() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 9]).List[0, 60].Sample(steps =>
        {
            var rooms = new LocalRooms();
            var members = Enumerable.Range(0, 5).Select(i => new RoomMember($"m{i}", null!)).ToArray();
            var model = members.ToDictionary(m => m, _ => new HashSet<string>());
            foreach (var member in members)
            {
                rooms.Show(member);
            }

            foreach (var (member, room, action) in steps)
            {
                var (who, name) = (members[member], $"r{room}");
                if (action == 9)
                {
                    rooms.Hide(who);
                    model.Remove(who);
                }
                else if (action > 4)
                {
                    rooms.Leave(who, name);
                    model.GetValueOrDefault(who)?.Remove(name);
                }
                else
                {
                    rooms.Join(who, [name]);
                    model.GetValueOrDefault(who)?.Add(name);
                }
            }

            return Enumerable.Range(0, 4).Select(i => $"r{i}").All(room =>
                    rooms.Match(BroadcastTarget.Everybody.To([room])).ToHashSet().SetEquals(model.Where(m => m.Value.Contains(room)).Select(m => m.Key)))
                && rooms.Match(BroadcastTarget.Everybody).ToHashSet().SetEquals(model.Keys)
                && rooms.RoomCount == model.Values.SelectMany(r => r).Distinct().Count();
        });

    [Fact]
    public async Task ThreadsThatJoinLeaveAndBroadcastLeaveNothingBehind()
    {
        var members = Enumerable.Range(0, 8).Select(i => Show($"m{i}")).ToArray();
        await Task.WhenAll(members.Select(member => Task.Run(() =>
        {
            for (var i = 0; i < 5000; i++)
            {
                var room = $"r{i % 3}";
                _rooms.Join(member, [room]);
                Assert.Contains(member, _rooms.Match(BroadcastTarget.Everybody.To([room])));
                _rooms.Leave(member, room);
                Assert.DoesNotContain(member, _rooms.Match(BroadcastTarget.Everybody.To([room])));
            }
        })));
        Assert.Equal(0, _rooms.RoomCount);
    }

    [Fact]
    public async Task WhatIsHeardHasTheOrderInWhichItHappenedAndNeverTwoAtATime()
    {
        const int Rounds = 2000;
        var heard = new ConcurrentQueue<string>();
        var running = 0;
        var overlaps = 0;
        void Hear(string what)
        {
            overlaps += Interlocked.Increment(ref running) - 1;
            heard.Enqueue(what);
            Interlocked.Decrement(ref running);
        }

        var members = Enumerable.Range(0, 4).Select(i => Show($"m{i}")).ToArray();
        _rooms.Events = new RoomEvents("/", NullLogger.Instance);
        _rooms.Events.Created += _ => Hear("created");
        _rooms.Events.Joined += (_, id) => Hear("+" + id);
        _rooms.Events.Left += (_, id) => Hear("-" + id);
        _rooms.Events.Deleted += _ => Hear("deleted");
        await Task.WhenAll(members.Select(member => Task.Run(() =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                _rooms.Join(member, ["x"]);
                _rooms.Leave(member, "x");
            }
        })));
        await Eventually.TrueAsync(() => heard.Count(h => h[0] is '+' or '-') == 2 * Rounds * members.Length && heard.Last() == "deleted");

        var present = new HashSet<string>();
        var exists = false;
        foreach (var what in heard)
        {
            var fits = what switch
            {
                "created" => !exists && present.Count == 0 && (exists = true),
                "deleted" => exists && present.Count == 0 && !(exists = false),
                ['+', ..] => exists && present.Add(what[1..]),
                _ => exists && present.Remove(what[1..]),
            };
            Assert.True(fits, $"{what} while {string.Join(' ', present)} are there");
        }

        Assert.Equal(0, overlaps);
    }

    private RoomMember Show(string id)
    {
        var member = new RoomMember(id, null!);
        _rooms.Show(member);
        return member;
    }

    private RoomMember[] Match(params string[] rooms) => Sorted(_rooms.Match(BroadcastTarget.Everybody.To(rooms)));

    private static RoomMember[] Sorted(RoomMember[] members) => [.. members.OrderBy(m => m.Id, StringComparer.Ordinal)];
}
