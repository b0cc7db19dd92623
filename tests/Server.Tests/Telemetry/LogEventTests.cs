using System.Reflection;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Tests.Telemetry;

public class LogEventTests
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly LoggerMessageAttribute[] s_events =
    [
        .. from floor in new[] { "AkkaSocketIo.Transport", "AkkaSocketIo.Actors", "AkkaSocketIo.Server" }
           from type in Assembly.Load(floor).GetTypes()
           from method in type.GetMethods(Any)
           from attribute in method.GetCustomAttributes<LoggerMessageAttribute>()
           select attribute,
    ];

    [Fact]
    public void EachEventHasAnIdOfItsOwn()
    {
        Assert.NotEmpty(s_events);
        Assert.Equal(s_events.Length, s_events.Select(e => e.EventId).Distinct().Count());
        Assert.Equal(s_events.Length, s_events.Select(e => e.EventName).Distinct(StringComparer.Ordinal).Count());
        Assert.All(s_events, e => Assert.True(e.EventId > 0 && e.EventName is not null, e.Message));
    }

    /// <summary>Who has rules for an id relies on it.</summary>
    [Fact]
    public void TheManualListsThem() => Assert.Equal(
        s_events.OrderBy(e => e.EventId).Select(e => $"{e.EventId} {e.EventName}"),
        Manual.Table("| id | name | level | category |").Select(r => $"{r[0]} {r[1]}"));
}
