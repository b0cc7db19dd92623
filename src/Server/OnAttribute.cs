namespace AkkaSocketIo;

/// <summary>The method of a <see cref="SocketHandler"/> handles this event. A method may handle several; an event has one method.</summary>
/// <param name="eventName">The event's name.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnAttribute(string eventName) : Attribute
{
    /// <summary>The event's name.</summary>
    public string EventName { get; } = eventName;
}
